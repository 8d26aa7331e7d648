import { spawn } from 'node:child_process';
import type { Argv } from './argv.ts';
import { SubprocessError } from './error.ts';
import { shellExitCode } from './shell-exit-code.ts';

const FORWARDED: readonly NodeJS.Signals[] = [
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
];

export interface InteractiveOptions {
  readonly cwd?: string;
  /** The program's whole environment. Default: this process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Terminates the program when aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a program with this process's own standard streams, and forwards signals to it. Returns the
 * exit code that a shell would report.
 *
 * @throws SubprocessError if it cannot be started
 */
export function runInteractively(argv: Argv, options: InteractiveOptions = {}): Promise<number> {
  const [program, ...args] = argv;
  const { cwd, env = process.env, signal: abort } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: 'inherit',
      env,
      ...(cwd !== undefined && { cwd }),
    });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    const terminate = () => forward('SIGTERM');
    FORWARDED.forEach((signal) => process.on(signal, forward));
    abort?.addEventListener('abort', terminate);
    if (abort?.aborted) terminate();
    const release = () => {
      FORWARDED.forEach((signal) => process.off(signal, forward));
      abort?.removeEventListener('abort', terminate);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      release();
      const code = error.code === 'ENOENT' ? 'program-not-found' : 'cannot-start';
      reject(new SubprocessError({ code, argv, stderr: error.message }, error));
    });
    child.once('exit', (exitCode, signal) => {
      release();
      resolve(shellExitCode({ exitCode, signal }));
    });
  });
}
