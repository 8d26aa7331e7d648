import type { Location } from '@joblayer/object-store/location';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isDead,
  nextStep,
  type LeaseTimes,
  type Seen,
  type SeenLease,
} from '../lease/next-step.ts';
import { noLease, readLease, successorOf, type LeaseContext } from './lease-object.ts';

export interface Application {
  readonly attempt: string;
  /** The location of the first lease in the row. */
  readonly first: Location;
  readonly times: LeaseTimes;
  /** Whether other facts show that an attempt is dead, even if its lease is fresh. */
  readonly isKnownDead: (attempt: string) => boolean;
  /** Called with an attempt that fell silent, before the lease after it is written. */
  readonly onPassedOver: (attempt: string) => void;
  /** Writes this attempt's lease if the location is free. False if a lease is there. */
  readonly write: (location: Location) => Promise<boolean>;
}

/**
 * Waits until this attempt holds the last lease of the row.
 *
 * @returns the row: the leases of the dead, the oldest first, and this attempt's own at the end
 * @throws JobError `cannot-write-output` if another file has the lease's name; the reason of the job's signal
 */
export const applyForLease = (
  application: Application,
  job: LeaseContext,
): Promise<readonly Location[]> => new Applicant(application, job).run();

class Applicant {
  readonly #application: Application;
  readonly #job: LeaseContext;
  #seen: Seen = { row: [] };
  /** Beats by attempt. They outlast a withdrawal from a row, or each new row would restart the count of silence. */
  readonly #beats = new Map<string, { readonly beat: number; readonly since: number }>();
  readonly #passedOver = new Set<string>();
  #isAwaited = false;

  constructor(application: Application, job: LeaseContext) {
    this.#application = application;
    this.#job = job;
  }

  async run(): Promise<readonly Location[]> {
    for (;;) {
      this.#job.signal.throwIfAborted();
      const { row } = this.#seen;
      const own = this.#after(row.at(-1)?.holder);
      switch (nextStep(this.#seen, performance.now(), this.#application.times)) {
        case 'write':
          this.#seen = await this.#write(row, own);
          break;
        case 'wait':
          this.#seen = await this.#wait(row);
          break;
        case 'withdraw':
          this.#seen = await this.#withdraw();
          break;
        case 'hold':
          return [...row.map((_, i) => this.#after(row[i - 1]?.holder)), own];
        case 'give-up':
          throw noLease(own);
      }
    }
  }

  /** The location of the lease that follows a dead holder's; without one, the first of the row. */
  #after(dead: string | undefined): Location {
    const { first } = this.#application;
    return dead === undefined ? first : successorOf(first, dead);
  }

  async #write(dead: readonly SeenLease[], own: Location): Promise<Seen> {
    const { attempt, write, onPassedOver } = this.#application;
    for (const { holder, isKnownDead } of dead) {
      if (!isKnownDead && !this.#passedOver.has(holder)) onPassedOver(holder);
      this.#passedOver.add(holder);
    }
    const isWritten = await write(own);
    const there = isWritten ? undefined : await this.#read(own);
    // A refused write may still be ours: the first response was lost, and the SDK wrote again.
    if (isWritten || there?.holder === attempt) return this.#readAgain(dead);
    if (there) return { row: [...dead, there] };
    // The holder ended between the two requests. Many such refusals in a row mean that the file is no lease.
    const count = (this.#seen.refused?.count ?? 0) + 1;
    return { row: [], refused: { count, last: performance.now() } };
  }

  /** The leases of the dead, read again after this attempt wrote its own behind them. */
  async #readAgain(dead: readonly SeenLease[]): Promise<Seen> {
    const row: SeenLease[] = [];
    for (const [i] of dead.entries()) {
      const lease = await this.#read(this.#after(dead[i - 1]?.holder));
      if (!lease) break;
      row.push(lease);
    }
    return { row, writtenAfter: dead.map(({ holder }) => holder) };
  }

  async #withdraw(): Promise<Seen> {
    const own = this.#after(this.#seen.writtenAfter?.at(-1));
    await (await this.#job.storeFor(own)).remove(own);
    return { row: [] };
  }

  async #wait(row: readonly SeenLease[]): Promise<Seen> {
    const { times } = this.#application;
    const { signal, emit } = this.#job;
    const living = row.find((lease) => !isDead(lease, performance.now(), times));
    if (living && !this.#isAwaited) {
      const location = this.#after(row[row.indexOf(living) - 1]?.holder);
      emit({ type: 'publication-awaited', location, attempt: living.holder });
      this.#isAwaited = true;
    }
    await sleep(times.pollMs, undefined, { signal }).catch(() => undefined);
    if (row.length === 0) return this.#seen;
    const before = row.slice(0, -1);
    const last = await this.#read(this.#after(before.at(-1)?.holder));
    return { row: last ? [...before, last] : before };
  }

  async #read(location: Location): Promise<SeenLease | undefined> {
    const content = await readLease(location, this.#job);
    if (!content) return undefined;
    const { attempt, beat } = content;
    const seen = this.#beats.get(attempt);
    const since = seen?.beat === beat ? seen.since : performance.now();
    this.#beats.set(attempt, { beat, since });
    const isKnownDead = this.#application.isKnownDead(attempt);
    return { holder: attempt, unchangedSince: since, isKnownDead };
  }
}
