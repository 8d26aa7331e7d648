import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Argv } from './argv.ts';
import { SubprocessError } from './error.ts';

const execute = promisify(execFile);

/**
 * Makes FIFOs that only this user may open. Node has no mkfifo(3). Every job makes some. This does
 * not use `run`, as loading that takes longer than mkfifo.
 *
 * @throws SubprocessError with the stderr of mkfifo
 */
export async function makeFifos(paths: readonly string[]): Promise<void> {
  const argv: Argv = ['mkfifo', '-m', '600', ...paths];
  try {
    await execute('mkfifo', argv.slice(1));
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    throw new SubprocessError(
      typeof code === 'number'
        ? { code: 'failed', argv, exitCode: code, stderr }
        : { code: code === 'ENOENT' ? 'program-not-found' : 'cannot-start', argv, stderr },
      error,
    );
  }
}
