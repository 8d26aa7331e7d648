import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';

const LOOK_EVERY_MS = 250;

/** A holder renews its lock twice in this time. A holder that does not is considered dead. */
const STALE_AFTER_MS = 20_000;

/**
 * Runs `work` while no other process holds the lock. Waits for the others as long as they live.
 *
 * @param onWait called once, when another process holds the lock
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
  onWait?: () => void,
): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true });
  const release = await acquire(file, signal, onWait);
  try {
    return await work();
  } finally {
    await release();
  }
}

/** The retries are here, because the library's own cannot be aborted. */
async function acquire(
  file: string,
  signal?: AbortSignal,
  onWait?: () => void,
): Promise<() => Promise<void>> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await lockfile.lock(file, { realpath: false, stale: STALE_AFTER_MS });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    }
    if (isFirst) onWait?.();
    await sleep(LOOK_EVERY_MS, undefined, signal && { signal });
  }
}
