import pRetry from 'p-retry';
import { registryProblem } from '@joblayer/registry';
import { pushProblem } from './problems.ts';

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 1000;
const UNAUTHORIZED = 401;

/** Repeats `attempt` when the registry or the network failed, not when the registry refused. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  say: (line: string) => void,
  firstPauseMs = FIRST_PAUSE_MS,
): Promise<T> {
  return pRetry(attempt, {
    retries: ATTEMPTS - 1,
    minTimeout: firstPauseMs,
    shouldRetry: ({ error }) => isTransient(error),
    onFailedAttempt: ({ error, attemptNumber, retriesLeft }) => {
      if (retriesLeft > 0 && isTransient(error))
        say(
          `${error.message}\nAttempt ${attemptNumber} of ${ATTEMPTS} failed; trying again with a new login`,
        );
    },
  });
}

/** docker's messages are not a stable interface, so each failure of a push counts. */
function isTransient(error: unknown): boolean {
  if (registryProblem.is(error, 'registry-refused')) return error.problem.status === UNAUTHORIZED;
  return pushProblem.is(error, 'push-failed') || registryProblem.is(error, 'registry-unavailable');
}
