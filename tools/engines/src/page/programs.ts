import { workspaceRoot } from '@joblayer/local-cloud';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nextflowProgram } from '../engines/nextflow.ts';
import { Apptainer } from '../setup/apptainer.ts';
import { pythonBin, type PythonEnvironment } from '../setup/python.ts';

/** What a section's commands find on the PATH, and how to take it away. */
export interface Programs {
  /** Directories, of which the first come first. */
  readonly directories: readonly string[];
  stop(): Promise<void>;
}

const PYTHON: Readonly<Record<string, PythonEnvironment>> = {
  cwltool: 'workflow',
  miniwdl: 'workflow',
  snakemake: 'workflow',
  'toil-cwl-runner': 'toil',
  'toil-wdl-runner': 'toil',
  galaxy: 'galaxy',
};
/** A user without privileges that Debian's images know. */
const ANYBODY = 'daemon';
const WITH_APPTAINER = ['apptainer', 'snakemake'];

/** The engine's programs, and `joblayer` of this workspace, in `bin` below a directory. */
export async function programsOf(
  engine: string,
  directory: string,
  signal: AbortSignal,
): Promise<Programs> {
  const bin = path.join(directory, 'bin');
  await mkdir(bin, { recursive: true });
  const main = path.join(workspaceRoot, 'tools/joblayer/src/main.ts');
  await writeProgram(path.join(bin, 'joblayer'), [process.execPath, main]);
  if (engine === 'nextflow')
    await writeProgram(path.join(bin, 'nextflow'), await nextflowProgram());
  const python = PYTHON[engine];
  const directories = [bin, ...(python ? [await pythonBin(python)] : [])];
  if (!WITH_APPTAINER.includes(engine)) return { directories, stop: async () => undefined };
  const apptainer = await Apptainer.start(signal, {
    network: 'host',
    directories: [directory],
  });
  await apptainer.writeProgram(bin, ANYBODY);
  return { directories, stop: () => apptainer.stop() };
}

async function writeProgram(file: string, argv: readonly string[]): Promise<void> {
  const words = argv.map((word) => `'${word}'`).join(' ');
  await writeFile(file, `#!/bin/sh\nexec ${words} "$@"\n`);
  await chmod(file, 0o755);
}
