import type { Counters } from '../inside/protocol.ts';

/** A run is repeated if other processes took more of the machine's CPU time than this. */
export const MAX_FOREIGN_SHARE = 0.25;

export interface Look extends Counters {
  /** The time of the look. All looks must use the same clock. */
  readonly atMs: number;
  /** CPU time of the bench's own process. */
  readonly ownMs: number;
}

/**
 * The share of a machine's CPU time between two looks that went to other processes than the bench and its containers.
 */
export function foreignShare(before: Look, after: Look): number {
  const known = ({ containersMs, ownMs }: Look) =>
    containersMs.reduce((total, ms) => total + ms, ownMs);
  const foreignMs = after.busyMs - before.busyMs - (known(after) - known(before));
  return Math.max(0, foreignMs / ((after.atMs - before.atMs) * after.cpus));
}
