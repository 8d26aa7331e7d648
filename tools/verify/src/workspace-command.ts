import { workspaceRoot } from '@joblayer/local-cloud';
import { runInteractively } from '@joblayer/subprocess';
import path from 'node:path';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Runs a program of the dependencies with the workspace's Node. Returns its exit code. */
export function runScript(
  script: string,
  args: readonly string[],
  signal: AbortSignal,
  variables: Variables = {},
): Promise<number> {
  return runInteractively(
    [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      ...(script.startsWith('jest/') ? ['--experimental-vm-modules'] : []),
      path.join(workspaceRoot, 'node_modules', script),
      ...args,
    ],
    {
      cwd: workspaceRoot,
      signal,
      env: {
        ...process.env,
        ...variables,
        // Nx and its tasks must find the workspace's Node before the host's.
        PATH: [path.join(workspaceRoot, 'node_modules', '.bin'), process.env['PATH']].join(':'),
        NX_DAEMON: 'false',
        NX_TUI: 'false',
      },
    },
  );
}
