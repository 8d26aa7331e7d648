import { ProblemError } from '@joblayer/problem';
import { errorText, UsageError } from '@joblayer/tool-definition';
import { exitCodeOf, USAGE } from './exit-code.ts';
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
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodeOf(error);
}
