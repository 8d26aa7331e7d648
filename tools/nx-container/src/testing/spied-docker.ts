import { run } from '@joblayer/subprocess';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { TestWorkspace } from './workspace.ts';

/**
 * A docker command, first on the PATH, that records its arguments and runs the real command with
 * them.
 */
export interface SpiedDocker {
  /** Environment in which it is found. */
  readonly env: Readonly<Record<string, string>>;
  /** The arguments of each call since the last `forget`, each as one line. */
  calls(): string[];
  forget(): Promise<void>;
}

export async function spiedDocker(workspace: TestWorkspace): Promise<SpiedDocker> {
  const { stdout: docker } = await run(['which', 'docker']);
  const log = join(workspace.root, 'docker.log');
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec '${docker}' "$@"\n`;
  await workspace.write('bin/docker', script, 0o755);
  return {
    env: { PATH: [join(workspace.root, 'bin'), process.env['PATH']].join(delimiter) },
    calls: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
        : [],
    forget: () => rm(log, { force: true }),
  };
}
