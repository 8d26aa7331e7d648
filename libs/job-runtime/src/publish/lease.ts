import type { Location } from '@joblayer/object-store/location';
import { Failure, JobError } from '../job/errors.ts';
import type { LeaseTimes as ApplicationTimes } from '../lease/next-step.ts';
import { applyForLease } from './apply-for-lease.ts';
import { leaseOf, leaseText, readLease, successorOf, type LeaseContext } from './lease-object.ts';

export type { LeaseContext } from './lease-object.ts';

export interface LeaseTimes extends ApplicationTimes {
  /** How often the holder renews the lease. */
  readonly beatMs: number;
  /** A holder that could not renew for this long stops publishing: others may soon count it as dead. */
  readonly lostMs: number;
}
const TIMES: LeaseTimes = { beatMs: 5_000, lostMs: 20_000, deadMs: 45_000, pollMs: 1_000 };

export interface LeaseOptions {
  readonly times?: LeaseTimes;
  /** Whether other facts show that an attempt is dead, even if its lease is fresh. */
  readonly isDead?: (attempt: string) => boolean;
  /** Called with an attempt that fell silent, before the lease after it is written. */
  readonly onPassedOver?: (attempt: string) => void;
}

/**
 * The right to publish one set of outputs, held by one attempt at a time. It is an object beside the output manifest,
 * written only if none is there. An attempt holds it while outputs become visible, not while they are transferred.
 * `../lease/next-step.ts` decides how it passes on from a killed holder.
 */
export class Lease {
  readonly #job: LeaseContext;
  readonly #attempt: string;
  readonly #times: LeaseTimes;
  readonly #lost = new AbortController();
  /** The leases of the dead, the oldest first, and our own at the end. */
  #row: readonly Location[] = [];
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #beat = 0;
  #aliveAt = 0;

  private constructor(attempt: string, job: LeaseContext, times: LeaseTimes) {
    this.#attempt = attempt;
    this.#job = job;
    this.#times = times;
  }

  /**
   * Waits while another attempt publishes.
   *
   * @throws JobError if a lease cannot be written, or the job is stopped
   */
  static async take(
    outputManifest: Location,
    attempt: string,
    job: LeaseContext,
    { times = TIMES, isDead = () => false, onPassedOver = () => undefined }: LeaseOptions = {},
  ): Promise<Lease> {
    const lease = new Lease(attempt, job, times);
    const first = leaseOf(outputManifest);
    const write = (location: Location) => lease.#write(location, true);
    const application = { attempt, first, times, isKnownDead: isDead, onPassedOver, write };
    lease.#row = await applyForLease(application, job);
    lease.#timer = setInterval(() => void lease.#keepAlive(), times.beatMs).unref();
    return lease;
  }

  /** The attempt that holds the lease, or died and left it; undefined if there is no lease. */
  static async holder(outputManifest: Location, job: LeaseContext): Promise<string | undefined> {
    return (await readLease(leaseOf(outputManifest), job))?.attempt;
  }

  /**
   * Removes the rest of a row of dead leases whose holder was killed while it released them. Call it only if the first
   * lease is gone. Otherwise the row may go on, and a living holder may be at its end.
   */
  static async removeRest(
    outputManifest: Location,
    dead: readonly string[],
    job: LeaseContext,
  ): Promise<void> {
    for (const attempt of dead) {
      const location = successorOf(leaseOf(outputManifest), attempt);
      const holder = await readLease(location, job);
      if (holder && dead.includes(holder.attempt)) {
        await (await job.storeFor(location)).remove(location);
      }
    }
  }

  /** Aborted once the lease is known to be lost. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * Whether another attempt may hold the lease by now, for example because this process was frozen with its host. What
   * is visible then may be the other attempt's, so it must not be rolled back.
   */
  get isLost(): boolean {
    if (performance.now() - this.#aliveAt > this.#times.lostMs) this.#lose();
    return this.#lost.signal.aborted;
  }

  /** @throws JobError if another attempt may hold the lease */
  readonly assertHeld = (): void => {
    if (this.isLost) throw this.#lost.signal.reason;
  };

  /** Removes the row, the oldest lease first: see `nextStep`. Stops if another attempt may hold the lease by now. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    for (const location of this.#row) {
      if (this.isLost) return;
      const store = await this.#job.storeFor(location);
      await store.remove(location, { beforeEachTry: this.assertHeld });
    }
  }

  async #keepAlive(): Promise<void> {
    const location = this.#row.at(-1) as Location;
    this.#beating = this.#beating.then(async () => {
      // After a long sleep another attempt may hold the lease. A beat would overwrite it.
      if (this.isLost) return;
      await this.#write(location, false).catch(() => false);
      if (this.isLost) clearInterval(this.#timer);
    });
  }

  #lose(): void {
    this.#lost.abort(
      new JobError({
        code: 'transient',
        problem: 'the lease to publish could not be kept, so another attempt may publish now',
        advice: 'Submit the job again; Batch does so automatically for exit code 75.',
        location: this.#row.at(-1) as Location,
      }),
    );
  }

  /** @returns false if `ifAbsent` and a lease is there */
  async #write(location: Location, ifAbsent: boolean): Promise<boolean> {
    const startedAt = performance.now();
    const content = leaseText({ attempt: this.#attempt, beat: (this.#beat += 1) });
    const store = await this.#job.storeFor(location);
    try {
      // Does not listen to the job's signal: a job that is stopped still rolls back what it published.
      await store.put(content, location, {
        ...{ ifAbsent, ...(!ifAbsent && { beforeEachTry: this.assertHeld }) },
      });
      this.#aliveAt = startedAt;
      return true;
    } catch (error) {
      if (error instanceof Failure && error.facts.kind === 'already-exists') return false;
      throw error;
    }
  }
}
