import { JobError } from '../job/errors.ts';

/** The longest that a timer of Node's waits, 24.8 days; it fires at once when asked for more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Aborted when `signal` is, or when the time is over: then with a JobError `deadline` as its reason. */
export function withDeadline(signal: AbortSignal, timeoutMs: number | undefined): AbortSignal {
  if (timeoutMs === undefined) return signal;
  const controller = new AbortController();
  const expire = () =>
    controller.abort(
      new JobError({
        code: 'deadline',
        problem: `the job was not done within its ${timeoutMs / 1000} s`,
        advice: 'Give it longer with --timeout, or more CPUs.',
      }),
    );
  setTimeout(expire, Math.min(timeoutMs, LONGEST_TIMER_MS)).unref();
  return AbortSignal.any([signal, controller.signal]);
}
