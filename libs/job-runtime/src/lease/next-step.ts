/**
 * How a lease passes from a killed holder to one successor, in S3 as on a local disk.
 *
 * A killed holder leaves its lease. No one can safely remove it: two could do so at once, and the slower one would
 * remove the lease of the faster. So the successor leaves it and writes the next lease of a row, if none is there. At
 * its end it removes the whole row, the oldest lease first.
 */

/** A lease of a row, as last read. */
export interface SeenLease {
  readonly holder: string;
  /** When this content was first read: milliseconds of a clock that never goes back. */
  readonly unchangedSince: number;
  /** Whether facts other than its silence show that its holder is dead. */
  readonly isKnownDead: boolean;
}

/** Everything that the applicant knows about the row. */
export interface Seen {
  /** The row as far as it was read, the oldest lease first, without the applicant's own. */
  readonly row: readonly SeenLease[];
  /** The holders after whom the applicant wrote its own lease; undefined until then. `row` is read after that. */
  readonly writtenAfter?: readonly string[];
  /** Writes were refused although no lease could be read: how many in succession, and when the last one was. */
  readonly refused?: { readonly count: number; readonly last: number };
}

/** In milliseconds. */
export interface LeaseTimes {
  /** A holder whose lease did not change for this long is dead. */
  readonly deadMs: number;
  /** The time between two looks of an applicant that waits. */
  readonly pollMs: number;
}

export type NextStep =
  /** Write a lease at the end of the row, if there is none. */
  | 'write'
  /** The lease is the applicant's. */
  | 'hold'
  /** Remove one's own lease, and begin again with an empty row. */
  | 'withdraw'
  /** Look again later. */
  | 'wait'
  /** Stop: another kind of file has the lease's name, and stays. */
  | 'give-up';

export const isDead = (
  { isKnownDead, unchangedSince }: SeenLease,
  now: number,
  { deadMs }: LeaseTimes,
): boolean => isKnownDead || now - unchangedSince > deadMs;

/** Decides what an applicant for a lease does next. It has no side effects. */
export function nextStep(seen: Seen, now: number, times: LeaseTimes): NextStep {
  const { row, writtenAfter, refused } = seen;
  // If a dead lease is gone, an earlier successor has ended meanwhile. A newcomer may then start a row of its own.
  if (writtenAfter)
    return writtenAfter.every((dead, i) => row[i]?.holder === dead) ? 'hold' : 'withdraw';
  if (row.some((lease) => !isDead(lease, now, times))) return 'wait';
  if (!refused) return 'write';
  // Counts refusals instead of time: a single slow request proves nothing.
  if (refused.count > times.deadMs / times.pollMs) return 'give-up';
  return now - refused.last < times.pollMs ? 'wait' : 'write';
}
