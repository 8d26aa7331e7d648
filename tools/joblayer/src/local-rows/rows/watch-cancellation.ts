import { TERMINATED } from '@joblayer/problem/exit-codes';
import { isCanceled, type OwnChunk, type Run } from '@joblayer/runs';
import type { StopSignals } from '../../run/stop-signals.ts';

const LOOK_EVERY_MS = 2000;

export interface WatchedSignals extends StopSignals {
  /** Whether `joblayer cancel` asked for the stop. */
  readonly isCanceled: () => boolean;
  readonly close: () => void;
}

/** Signals of this process, and `joblayer cancel` of another one: that leaves a mark in the record. */
export function watchCancellation(
  signals: StopSignals,
  { records }: Run,
  chunks: readonly OwnChunk[],
): WatchedSignals {
  const canceled = new AbortController();
  const prefixes = [...new Set(chunks.map(({ prefix }) => prefix))];
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      for (const prefix of prefixes) if (await isCanceled(records, prefix)) canceled.abort();
    } catch {
      // The store does not respond just now. The next look is soon.
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    stop: AbortSignal.any([signals.stop, canceled.signal]),
    kill: signals.kill,
    exitCode: () => signals.exitCode() || TERMINATED,
    release: signals.release,
    isCanceled: () => canceled.signal.aborted,
    close: () => clearInterval(timer),
  };
}
