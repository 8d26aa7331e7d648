import { formatLocation } from '@joblayer/object-store/location';
import { Failure } from '@joblayer/object-store/errors';
import { ProblemError } from '@joblayer/problem';
import { errorText, UsageError } from '@joblayer/tool-definition';
import { USAGE } from '@joblayer/problem/exit-codes';
import { exitCodeOf } from './exit-codes-of-problems.ts';
import { say } from './say.ts';

/**
 * Says what is wrong, and returns the exit code. A problem that the user can solve is one message. Any other error is a
 * bug, and its stack is shown.
 */
export function report(error: unknown): number {
  if (error instanceof UsageError) {
    say(errorText(error));
    return USAGE;
  }
  if (error instanceof ProblemError) say(error.message);
  else if (error instanceof Failure) say(failureText(error));
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodeOf(error);
}

function failureText({ facts: { problem, advice, location } }: Failure): string {
  const where = location ? `${formatLocation(location)}: ` : '';
  return `${where}${problem}.${advice === undefined ? '' : ` ${advice}`}`;
}
