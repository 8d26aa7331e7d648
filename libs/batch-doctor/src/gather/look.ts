import { awsServiceProblem } from '@joblayer/aws-client';
import { ProblemError } from '@joblayer/problem';
import type { Known } from '../facts.ts';

/** With these, every other call fails, too. So they end the diagnosis. */
const FATAL = new Set([
  'region-missing',
  'credentials-missing',
  'credentials-refused',
  'clock-wrong',
]);

/** Makes calls, and keeps what they found or why they failed. */
export async function look<T>(calls: () => Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await calls() };
  } catch (error) {
    if (!(error instanceof ProblemError) || FATAL.has(error.problem.code)) throw error;
    const { action } = error.problem as { action?: string };
    if (action === undefined) throw error;
    const denied = awsServiceProblem.is(error, 'access-denied');
    return { known: false, action, denied, detail: error.message };
  }
}

/** Calls that need the value of others; undefined where that is not known. */
export async function lookAfter<A, T>(
  before: Known<A | undefined> | undefined,
  calls: (value: A) => Promise<T>,
): Promise<Known<T> | undefined> {
  if (before?.known !== true || before.value === undefined) return undefined;
  const { value } = before;
  return look(() => calls(value));
}
