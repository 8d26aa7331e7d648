import { globSync, readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from '../files.ts';
import { readFiles } from '../files.ts';
import { finish } from '../finish.ts';
import type { EngineJob } from '../plan/job.ts';
import { asUser } from '../plan/user.ts';

/** Where miniwdl mounts a task's directory, and its inputs below it. */
const WORK = '/mnt/miniwdl_task_container/work';
const INPUT = /\/mnt\/miniwdl_task_container\/work\/_miniwdl_inputs\/\d+\/[^'"\s]+/g;

/**
 * Runs the command of a task of miniwdl again, as AWS HealthOmics does: inputs that cannot be
 * written, and no place to write but the working directory. Returns what is wrong, a line each.
 *
 * @param run the directory of the finished run
 * @param outputs what the run made
 */
export async function repeatReadOnly(
  { image, layout }: EngineJob,
  run: string,
  outputs: Files,
): Promise<string[]> {
  const [command] = globSync('call-*/command', { cwd: run });
  if (command === undefined) return [`${run} has no call-*/command of miniwdl`];
  const work = path.join(run, 'read-only');
  await mkdir(work);
  const script = path.join(run, 'read-only-command');
  await copyFile(path.join(run, command), script);
  const inputs = new Set(readFileSync(script, 'utf8').match(INPUT));
  const mounts = [
    `${work}:${WORK}`,
    `${script}:/command:ro`,
    ...[...inputs].map((input) => `${hostPath(input, layout)}:${input}:ro`),
  ].flatMap((mount) => ['--volume', mount]);
  const options = ['--read-only', '--network', 'none', '--workdir', WORK, '--entrypoint', 'bash'];
  const { exitCode, stderr } = await finish([
    ...(['docker', 'run', '--rm', ...options, ...asUser(), ...mounts] as const),
    ...[image, '/command'],
  ]);
  if (exitCode !== 0)
    return [`exit code ${exitCode} with a read-only root and read-only inputs:\n${stderr}`];
  const made = readFiles(work);
  return [...outputs.keys()]
    .filter((name) => !made.has(name))
    .map((name) => `${name} is missing with a read-only root and read-only inputs`);
}

/** The file of a case, or the archive of a directory, that has the name of an input. */
function hostPath(input: string, { directory }: EngineJob['layout']): string {
  const [found] = globSync(`**/${path.basename(input)}`, {
    cwd: directory,
    exclude: (name) => name === 'outputs',
  });
  return path.join(directory, found ?? '');
}
