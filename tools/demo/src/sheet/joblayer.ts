import { type Cloud, stateDirectory, workspaceRoot } from '@joblayer/local-cloud';
import { formatArgv } from '@joblayer/subprocess';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { nxEnvironment } from '../nx/nx-environment.ts';

const PROGRAM = path.join(workspaceRoot, 'tools/joblayer/src/main.ts');

export interface JoblayerPlace {
  readonly cloud: Cloud;
  readonly queue: string;
  readonly signal: AbortSignal;
  /** Gets the command, then each line that it writes. */
  readonly onLine: (line: string) => void;
}

/**
 * Runs the command line of joblayer as a user of the cloud does, in the workspace's directory.
 *
 * @returns its exit code and the lines of its standard output
 */
export async function joblayer(
  args: readonly string[],
  { cloud, queue, signal, onLine }: JoblayerPlace,
): Promise<{ readonly exitCode: number; readonly stdout: readonly string[] }> {
  onLine(`$ ${formatArgv(['joblayer', ...args])}`);
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    ...{ cwd: workspaceRoot, signal, killSignal: 'SIGTERM', stdio: ['ignore', 'pipe', 'pipe'] },
    env: {
      ...nxEnvironment(cloud),
      JOBLAYER_QUEUE: queue,
      JOBLAYER_REGISTRY_PREFIX: `${cloud.registry}/joblayer`,
      XDG_STATE_HOME: stateDirectory,
    },
  });
  const stdout: string[] = [];
  const ended = once(child, 'close') as Promise<[number | null]>;
  createInterface(child.stderr).on('line', onLine);
  createInterface(child.stdout).on('line', (line) => {
    stdout.push(line);
    onLine(line);
  });
  const [exitCode] = await ended;
  if (exitCode === null) throw new Error('joblayer was killed');
  return { exitCode, stdout };
}
