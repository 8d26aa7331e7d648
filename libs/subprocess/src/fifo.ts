import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Argv } from './argv.ts';
import { SubprocessError } from './error.ts';

const execute = promisify(execFile);

/** In an image that others made, Node has a mkfifo beside it. That image may have none. */
const BESIDE_NODE = join(dirname(process.execPath), 'mkfifo');

/**
 * Makes FIFOs that only this user may open. Node has no mkfifo(3). Every job makes some. This does
 * not use `run`, as loading that takes longer than mkfifo.
 *
 * @throws SubprocessError with the stderr of mkfifo
 */
export async function makeFifos(paths: readonly string[]): Promise<void> {
  const program = existsSync(BESIDE_NODE) ? BESIDE_NODE : 'mkfifo';
  const argv: Argv = [program, '-m', '600', ...paths];
  try {
    await execute(program, argv.slice(1));
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
