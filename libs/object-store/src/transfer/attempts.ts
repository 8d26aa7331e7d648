import { setTimeout as sleep } from 'node:timers/promises';

/** Attempts at one piece of content, one after the other, of which none got on. */
export const ATTEMPTS_WITHOUT_PROGRESS = 5;
/** A server that takes packets and sends nothing is asked twice, so that the job fails within a minute. */
export const ATTEMPTS_IN_SILENCE = 2;
/** Less than this is not getting on: bit by bit, with a stall of 10 s after each, a job would seem to hang for hours. */
export const PROGRESS_BYTES = 1024 * 1024;

const MAX_BACKOFF_MS = 5_000;

/** Waits before the next attempt, longer after each failure. Throws the signal's reason once it is aborted. */
export async function pause(failures: number, signal: AbortSignal): Promise<void> {
  const backoffMs = Math.min(MAX_BACKOFF_MS, 200 * 2 ** failures);
  await sleep(backoffMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}
