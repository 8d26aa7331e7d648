import type { Counters } from '../inside/protocol.ts';

/** A run is repeated when others took more of the machine's CPU time than this. */
export const MAX_FOREIGN_SHARE = 0.25;

export interface Look extends Counters {
  /** When it was taken, on any one clock. */
  readonly atMs: number;
  /** CPU time of the bench's own process. */
  readonly ownMs: number;
}

/** The share of a machine's CPU time between two looks that neither the bench nor the containers looked at had. */
export function foreignShare(before: Look, after: Look): number {
  const known = ({ containersMs, ownMs }: Look) =>
    containersMs.reduce((total, ms) => total + ms, ownMs);
  const foreignMs = after.busyMs - before.busyMs - (known(after) - known(before));
  return Math.max(0, foreignMs / ((after.atMs - before.atMs) * after.cpus));
}
