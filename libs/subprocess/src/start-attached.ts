import { spawn } from 'node:child_process';
import type { Argv } from './argv.ts';
import { SubprocessError } from './error.ts';
import { shellExitCode } from './shell-exit-code.ts';

export interface AttachedOptions {
  /** The program's whole environment. Default: this process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Gets what the program writes to standard output. Default: it goes to this process's standard output. */
  readonly onStdout?: ((chunk: Buffer) => void) | undefined;
  /** Gets what the program writes to stderr. Default: it goes to this process's stderr. */
  readonly onStderr?: ((chunk: Buffer) => void) | undefined;
}

/**
 * Starts a program without standard input, by default with this process's standard output. It is in a process group of its own: a
 * Ctrl-C at the terminal reaches only this process, which decides what becomes of the program.
 *
 * @returns the exit code that a shell would report, once all of its output was read
 * @throws SubprocessError if it cannot be started
 */
export function startAttached(argv: Argv, options: AttachedOptions = {}): Promise<number> {
  const [program, ...args] = argv;
  const { env = process.env, onStdout, onStderr } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', onStdout ? 'pipe' : 'inherit', onStderr ? 'pipe' : 'inherit'],
      env,
      detached: true,
    });
    if (onStdout) child.stdout?.on('data', onStdout);
    if (onStderr) child.stderr?.on('data', onStderr);
    child.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'ENOENT' ? 'program-not-found' : 'cannot-start';
      reject(new SubprocessError({ code, argv, stderr: error.message }, error));
    });
    child.once('close', (exitCode, signal) => resolve(shellExitCode({ exitCode, signal })));
  });
}
