import { SubprocessError } from '@joblayer/subprocess';
import { ProblemError } from '@joblayer/problem';
import { say } from './say.ts';

/** Exit code of a wrong command line (sysexits.h). */
export const USAGE_ERROR = 64;
const FAILED = 1;

/**
 * Runs `work` with the arguments of an npm script, and exits with the code that it returns.
 * `--help` prints `usage`. A problem that the user can solve prints one message. Any other error is
 * a bug, and prints its stack.
 *
 * @param exitCodeOf the exit code of a problem; default: 1
 */
export async function command(
  usage: string,
  work: (args: readonly string[]) => Promise<number>,
  exitCodeOf: (problem: unknown) => number | undefined = () => undefined,
): Promise<void> {
  const args = process.argv.slice(2);
  const end = args.indexOf('--');
  if (args.slice(0, end === -1 ? undefined : end).includes('--help'))
    return void process.stdout.write(`${usage}\n`);
  try {
    process.exitCode = await work(args);
  } catch (error) {
    process.exitCode = report(error, usage, exitCodeOf);
  }
}

/** @returns the exit code */
function report(
  error: unknown,
  usage: string,
  exitCodeOf: (problem: unknown) => number | undefined,
): number {
  if (isOfParseArgs(error)) {
    say(`${error.message}\n\n${usage}`);
    return USAGE_ERROR;
  }
  if (!(error instanceof ProblemError || error instanceof SubprocessError)) throw error;
  say(error.message);
  return exitCodeOf(error) ?? FAILED;
}

/** https://nodejs.org/api/errors.html#err_parse_args_invalid_option_value and the two after it */
const isOfParseArgs = (error: unknown): error is TypeError =>
  error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS_/.test(String(error.code));
