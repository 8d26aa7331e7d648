import { formatLocation, withSuffix, type Location } from '@joblayer/object-store/location';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { Failure, JobError } from '../job/errors.ts';
import type { JobContext } from '../job/job.ts';

export interface ClaimTimes {
  /** How often the holder writes that it is alive. */
  readonly beatMs: number;
  /** A holder that could not write for this long stops publishing: others may think it dead soon. */
  readonly lostMs: number;
  /** One whose claim others have seen unchanged for this long is dead. */
  readonly deadMs: number;
  /** How often those who wait look. */
  readonly pollMs: number;
}
const TIMES: ClaimTimes = { beatMs: 5_000, lostMs: 20_000, deadMs: 45_000, pollMs: 1_000 };

export interface ClaimOptions {
  readonly times?: ClaimTimes;
  /** Whether an attempt is known to be dead, however fresh its claim is. */
  readonly isDead?: (attempt: string) => boolean;
  /** Told an attempt that fell silent, before the place after it is taken. */
  readonly onPassedOver?: (attempt: string) => void;
}

/** What a claim needs of a job. */
export type ClaimContext = Pick<JobContext, 'storeFor' | 'emit' | 'signal'>;

const MOST_BYTES = 64 * 1024;
const CONTENT = z.object({ attempt: z.string(), beat: z.number() });
type Content = z.output<typeof CONTENT>;

interface Dead {
  readonly location: Location;
  readonly attempt: string;
}

/**
 * The right to publish one set of outputs, held by one attempt at a time: an object beside the output manifest
 * that is only written where there is none. It is held for the moments in which outputs become visible, not while
 * they are transferred.
 *
 * A killed holder leaves its claim. Nobody can take that one away from it safely, since two could do so at once;
 * its successor writes, again only where there is none, the claim that is named after the dead one.
 */
export class Claim {
  readonly #job: ClaimContext;
  readonly #attempt: string;
  readonly #times: ClaimTimes;
  readonly #isDead: (attempt: string) => boolean;
  readonly #onPassedOver: (attempt: string) => void;
  readonly #lost = new AbortController();
  /** The dead, the oldest first, and our own at the end. */
  #chain: readonly Location[] = [];
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #beat = 0;
  #aliveAt = 0;

  private constructor(
    attempt: string,
    job: ClaimContext,
    { times = TIMES, isDead = () => false, onPassedOver = () => undefined }: ClaimOptions,
  ) {
    this.#attempt = attempt;
    this.#job = job;
    this.#times = times;
    this.#isDead = isDead;
    this.#onPassedOver = onPassedOver;
  }

  /**
   * Waits while another attempt publishes.
   *
   * @throws JobError where a claim cannot be written, or the job is stopped
   */
  static async take(
    outputManifest: Location,
    attempt: string,
    job: ClaimContext,
    options: ClaimOptions = {},
  ): Promise<Claim> {
    const claim = new Claim(attempt, job, options);
    await claim.#take(claimOf(outputManifest));
    const { beatMs } = claim.#times;
    claim.#timer = setInterval(() => void claim.#keepAlive(), beatMs).unref();
    return claim;
  }

  /** The attempt that holds the claim, or that left it; undefined where there is none. */
  static async holder(outputManifest: Location, job: ClaimContext): Promise<string | undefined> {
    return (await readClaim(claimOf(outputManifest), job))?.attempt;
  }

  /**
   * Removes what is left of a row of claims of the dead, one of whom was killed while it released them. Only where
   * there is no claim: else the row may go on, with a holder that lives at its end.
   */
  static async removeRest(
    outputManifest: Location,
    dead: readonly string[],
    job: ClaimContext,
  ): Promise<void> {
    for (const attempt of dead) {
      const location = successorOf(claimOf(outputManifest), attempt);
      const holder = await readClaim(location, job);
      if (holder && dead.includes(holder.attempt)) {
        await (await job.storeFor(location)).remove(location);
      }
    }
  }

  /** Aborted once the claim is known to be lost. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * Whether the claim may have gone to another, also where this process slept so long, say on a frozen host, that
   * others may think it dead: what is published then is no longer ours to take back.
   */
  get isLost(): boolean {
    if (performance.now() - this.#aliveAt > this.#times.lostMs) this.#lose();
    return this.#lost.signal.aborted;
  }

  /** @throws JobError where the claim may have gone to another */
  readonly assertHeld = (): void => {
    if (this.isLost) throw this.#lost.signal.reason;
  };

  /** Leaves nothing, except where the claim is another's by now. Those of the dead go first: see #areThere. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    for (const location of this.#chain) {
      if (this.isLost) return;
      const store = await this.#job.storeFor(location);
      await store.remove(location, { beforeEachTry: this.assertHeld });
    }
  }

  async #take(first: Location): Promise<void> {
    const { emit, signal } = this.#job;
    const seen = new Map<string, { readonly beat: number; readonly since: number }>();
    let told = false;
    let dead: Dead[] = [];
    let location = first;
    let misses = 0;
    for (;;) {
      signal.throwIfAborted();
      const isFirst = await this.#write(location, true);
      const holder = isFirst ? undefined : await this.#read(location);
      // Not the first, and yet our own: the answer to the write was lost, and the SDK wrote again.
      if (isFirst || holder?.attempt === this.#attempt) {
        if (await this.#areThere(dead)) {
          this.#chain = [...dead.map((each) => each.location), location];
          return;
        }
        await (await this.#job.storeFor(location)).remove(location);
      }
      if (!holder || holder.attempt === this.#attempt) {
        [location, dead] = [first, []];
        if (!holder && !isFirst) {
          // Released between the two requests; not time after time. Looks are counted: a slow one proves nothing.
          misses += 1;
          if (misses > this.#times.deadMs / this.#times.pollMs) throw inTheWay(location);
          await sleep(this.#times.pollMs, undefined, { signal }).catch(() => undefined);
        }
        continue;
      }
      misses = 0;
      const before = seen.get(holder.attempt);
      const isSilent =
        before?.beat === holder.beat && performance.now() - before.since > this.#times.deadMs;
      const isKnown = this.#isDead(holder.attempt);
      if (isSilent || isKnown) {
        if (!isKnown) this.#onPassedOver(holder.attempt);
        dead.push({ location, attempt: holder.attempt });
        location = successorOf(first, holder.attempt);
        continue;
      }
      if (before?.beat !== holder.beat) {
        seen.set(holder.attempt, { beat: holder.beat, since: performance.now() });
      }
      if (!told) emit({ type: 'publication-awaited', location, attempt: holder.attempt });
      told = true;
      await sleep(this.#times.pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /**
   * A holder that ends removes the dead claims and then its own. So where a dead one is gone, the place after it
   * was free because its holder had ended, and a newcomer may begin at the start again: so must we.
   */
  async #areThere(dead: readonly Dead[]): Promise<boolean> {
    for (const { location, attempt } of dead) {
      if ((await this.#read(location))?.attempt !== attempt) return false;
    }
    return true;
  }

  async #keepAlive(): Promise<void> {
    const location = this.#chain.at(-1) as Location;
    this.#beating = this.#beating.then(async () => {
      // After a long sleep the place may be another's: a beat would take it away from that one.
      if (this.isLost) return;
      await this.#write(location, false).catch(() => false);
      if (this.isLost) clearInterval(this.#timer);
    });
  }

  #lose(): void {
    const location = this.#chain.at(-1) as Location;
    this.#lost.abort(
      new JobError({
        code: 'transient',
        problem: 'the claim to publish could not be kept, so another attempt may publish now',
        advice: 'Submit the job again; Batch does so by itself for exit code 75.',
        location,
      }),
    );
  }

  /** @returns false where a claim is there and `ifAbsent` */
  async #write(location: Location, ifAbsent: boolean): Promise<boolean> {
    const startedAt = performance.now();
    const content: Content = { attempt: this.#attempt, beat: (this.#beat += 1) };
    const store = await this.#job.storeFor(location);
    try {
      // Also after the job's signal: a job that is stopped still rolls back what it published.
      await store.put(Buffer.from(`${JSON.stringify(content)}\n`), location, {
        ...{ ifAbsent, ...(!ifAbsent && { beforeEachTry: this.assertHeld }) },
      });
      this.#aliveAt = startedAt;
      return true;
    } catch (error) {
      if (error instanceof Failure && error.facts.kind === 'already-exists') return false;
      throw error;
    }
  }

  #read(location: Location): Promise<Content | undefined> {
    return readClaim(location, this.#job);
  }
}

const claimOf = (outputManifest: Location): Location => withSuffix(outputManifest, '.claim');

const successorOf = (claim: Location, dead: string): Location => withSuffix(claim, `.${dead}`);

async function readClaim(location: Location, job: ClaimContext): Promise<Content | undefined> {
  const { storeFor, signal } = job;
  try {
    const store = await storeFor(location);
    const content = await store.read(location, { signal, maxBytes: MOST_BYTES });
    return CONTENT.parse(JSON.parse(content.toString()));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure) {
      // Gone, or replaced by a newer beat while it was read.
      if (error.code === 'input-absent') return undefined;
      if (error.code !== 'bad-data') throw error;
      return readClaim(location, job);
    }
    throw inTheWay(location, error);
  }
}

const inTheWay = (location: Location, cause?: unknown): JobError =>
  new JobError(
    {
      code: 'cannot-write-output',
      problem: 'it is in the way of the claim to publish, and no claim itself',
      advice: `Remove ${formatLocation(location)}, or give another output location.`,
      location,
    },
    cause,
  );
