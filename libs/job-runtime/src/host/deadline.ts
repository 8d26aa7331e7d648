import { JobError } from '../job/errors.ts';

/** The longest time of a Node timer, 24.8 days. A timer with a longer time fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Aborted when `signal` is, or when the time is over. The reason is then a JobError `deadline`. */
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
