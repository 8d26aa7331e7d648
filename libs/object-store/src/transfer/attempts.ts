import { setTimeout as sleep } from 'node:timers/promises';

/** The most attempts in a row without progress, at one piece of content. */
export const ATTEMPTS_WITHOUT_PROGRESS = 5;
/** A server that accepts packets but sends nothing gets two requests, so that the job fails within a minute. */
export const ATTEMPTS_IN_SILENCE = 2;
/** Fewer bytes are no progress: a job with a few bytes before each stall of 10 s would seem to hang for hours. */
export const PROGRESS_BYTES = 1024 * 1024;

const MAX_BACKOFF_MS = 5_000;

/** Waits before the next attempt, longer after each failure. Throws the signal's reason once it is aborted. */
export async function pause(failures: number, signal: AbortSignal): Promise<void> {
  const backoffMs = Math.min(MAX_BACKOFF_MS, 200 * 2 ** failures);
  await sleep(backoffMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}
