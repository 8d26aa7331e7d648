/**
 * How a lease passes from a killed holder to one successor, wherever leases are kept.
 *
 * A killed holder leaves its lease. No one can take that away safely: two could do so at once, and the slower one
 * would take away the lease of the faster. So its successor writes the next lease of a row, only where there is none,
 * and removes the whole row at its end, the oldest first.
 */

/** A lease of a row, as it was last seen. */
export interface SeenLease {
  readonly holder: string;
  /** When its content was first seen: milliseconds of a clock that never goes back. */
  readonly unchangedSince: number;
  /** Whether facts other than its silence show that its holder is dead. */
  readonly isKnownDead: boolean;
}

/** What the applicant knows. */
export interface Seen {
  /** The row as far as it was read, the oldest lease first, without the applicant's own. */
  readonly row: readonly SeenLease[];
  /** The holders after whom the applicant wrote its own lease; undefined until it did. The row was read again since. */
  readonly writtenAfter?: readonly string[];
  /** Writes were refused, though no lease could be read there: how many in a row, and when the last one was. */
  readonly refused?: { readonly count: number; readonly last: number };
}

/** In milliseconds. */
export interface LeaseTimes {
  /** A holder whose lease did not change for this long is dead. */
  readonly deadMs: number;
  /** How often those who wait look. */
  readonly pollMs: number;
}

export type NextStep =
  /** Write a lease at the end of the row, if there is none. */
  | 'write'
  /** The lease is the applicant's. */
  | 'hold'
  /** Remove the own lease, and begin again with an empty row. */
  | 'withdraw'
  /** Look again later. */
  | 'wait'
  /** Something is there that is no lease and does not go away. */
  | 'give-up';

export const isDead = (
  { isKnownDead, unchangedSince }: SeenLease,
  now: number,
  { deadMs }: LeaseTimes,
): boolean => isKnownDead || now - unchangedSince > deadMs;

/** What an applicant for a lease does next. It decides, and does nothing itself. */
export function nextStep(seen: Seen, now: number, times: LeaseTimes): NextStep {
  const { row, writtenAfter, refused } = seen;
  // Where one of the dead is gone, an earlier successor has ended meanwhile: a newcomer may begin at the row's start.
  if (writtenAfter)
    return writtenAfter.every((dead, i) => row[i]?.holder === dead) ? 'hold' : 'withdraw';
  if (row.some((lease) => !isDead(lease, now, times))) return 'wait';
  if (!refused) return 'write';
  // Refusals are counted: that one request is slow proves nothing.
  if (refused.count > times.deadMs / times.pollMs) return 'give-up';
  return now - refused.last < times.pollMs ? 'wait' : 'write';
}
