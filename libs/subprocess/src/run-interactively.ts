import { spawn } from 'node:child_process';
import type { Argv } from './argv.ts';
import { SubprocessError } from './error.ts';
import { shellExitCode } from './pipeline.ts';

const FORWARDED: readonly NodeJS.Signals[] = [
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
];

/**
 * Runs a program with this process's own standard streams and environment, forwards signals to it, and returns
 * the exit code that a shell would report.
 *
 * @throws SubprocessError when it cannot be started
 */
export function runInteractively(argv: Argv): Promise<number> {
  const [program, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    FORWARDED.forEach((signal) => process.on(signal, forward));
    const release = () => FORWARDED.forEach((signal) => process.off(signal, forward));
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
