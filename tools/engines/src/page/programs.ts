import { workspaceRoot } from '@joblayer/local-cloud';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../engines/engine.ts';
import { nextflowProgram } from '../engines/nextflow/program.ts';
import { Apptainer, UNPRIVILEGED } from '../setup/apptainer.ts';
import { programsOfPython } from '../setup/python.ts';

/** What a section's commands find on the PATH, and how to take it away. */
export interface Programs {
  /** Directories, of which the first come first. */
  readonly directories: readonly string[];
  stop(): Promise<void>;
}

const WITH_APPTAINER = ['apptainer', 'snakemake'];

/** The engine's programs, and `joblayer` of this workspace, in `bin` below a directory. */
export async function programsOf(
  engine: Pick<Engine, 'name' | 'python'>,
  directory: string,
  signal: AbortSignal,
): Promise<Programs> {
  const bin = path.join(directory, 'bin');
  await mkdir(bin, { recursive: true });
  const main = path.join(workspaceRoot, 'tools/joblayer/src/main.ts');
  await writeProgram(path.join(bin, 'joblayer'), [process.execPath, main]);
  if (engine.name === 'nextflow')
    await writeProgram(path.join(bin, 'nextflow'), await nextflowProgram());
  const directories = [bin, await programsOfPython(engine)].filter((each) => each !== '');
  if (!WITH_APPTAINER.includes(engine.name)) return { directories, stop: async () => undefined };
  const apptainer = await Apptainer.start(signal, {
    network: 'host',
    directories: [directory],
  });
  await apptainer.writeProgram(bin, UNPRIVILEGED);
  return { directories, stop: () => apptainer.stop() };
}

async function writeProgram(file: string, argv: readonly string[]): Promise<void> {
  const words = argv.map((word) => `'${word}'`).join(' ');
  await writeFile(file, `#!/bin/sh\nexec ${words} "$@"\n`);
  await chmod(file, 0o755);
}
