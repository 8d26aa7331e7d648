import { workspaceRoot } from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Definition } from './definition.ts';
import { asUser } from './user.ts';

type Preparation = Definition['toolCase']['prepare'][number];

/** The output of another case's run with docker. */
export type OutputOf = (definition: string, output: string) => Promise<string>;

/**
 * Lays out the files of a case: its data, and what its preparations make with the image's own
 * programs. Each directory gets a tar archive of its content beside it, for engines that have no
 * directories.
 */
export async function prepareCase(
  definition: Definition,
  directory: string,
  outputOf: OutputOf,
): Promise<void> {
  const data = path.join(workspaceRoot, 'packages', definition.package, 'test', 'data');
  await mkdir(directory, { recursive: true });
  if (existsSync(data)) await cp(data, path.join(directory, 'data'), { recursive: true });
  for (const preparation of definition.toolCase.prepare)
    await prepare(preparation, definition, directory, outputOf);
  for (const location of Object.values(definition.toolCase.job).flat())
    if (typeof location === 'string' && location.endsWith('/'))
      await pack(path.join(directory, location.slice(0, -1)));
}

async function prepare(
  preparation: Preparation,
  { testImage }: Definition,
  directory: string,
  outputOf: OutputOf,
): Promise<void> {
  const target = path.join(directory, preparation.make);
  await mkdir(path.dirname(target), { recursive: true });
  if ('fromCase' in preparation) {
    await cp(await outputOf(preparation.fromCase, preparation.output), target, { recursive: true });
    return;
  }
  const mount = ['--volume', `${directory}:/data`, '--network', 'none'];
  const [program = '', ...args] = preparation.by;
  const argv = ['docker', 'run', '--rm', ...asUser(), ...mount, '--entrypoint', program] as const;
  const { stdout } = await run([...argv, testImage, ...args]);
  if (preparation.stdout) await writeFile(target, `${stdout}\n`);
}

/** An output directory is no input, and does not exist yet. */
async function pack(directory: string): Promise<void> {
  if (existsSync(directory))
    await run(['tar', '--create', '--file', `${directory}.tar`, '-C', directory, '.']);
}
