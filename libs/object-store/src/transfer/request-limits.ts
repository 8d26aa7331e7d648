import pLimit from 'p-limit';
import { AdaptiveConcurrency } from './adaptive-concurrency.ts';

/** Connections of all jobs of a host together: as many as one needs for small objects, twice. */
const MOST_OF_HOST = 128;
/** Small objects are waited for more than they are transferred: each answer takes tens of milliseconds. */
const MOST_OF_JOB = 64;
/** Every job gets on, however many there are. */
const LEAST_OF_JOB = 2;
const MOST_FOR_LARGE = 32;
/** What the buffer of a connection for a large object takes. */
const CONNECTION_BYTES = 1024 * 1024;
const MEASURE_EVERY_MS = 500;
const COUNT_JOBS_EVERY_MS = 5_000;

/** Runs a request when there is room for one more. */
export type Limit = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * How many requests for content a job has under way: its share of the host's, and of those for large objects only
 * as many as make them faster.
 */
export class RequestLimits {
  readonly #all = pLimit(MOST_OF_JOB);
  readonly #large: ReturnType<typeof pLimit>;
  readonly #adaptive: AdaptiveConcurrency;
  readonly #countJobs: () => Promise<number>;
  #shared = Promise.resolve();
  #countedAtMs = -Infinity;
  #measuredAtMs = 0;
  #bytes = 0;

  /**
   * @param memoryBytes for the connections of large objects
   * @param countJobs how many jobs share the host at this time, this one included
   */
  constructor(memoryBytes: number, countJobs: () => Promise<number>) {
    this.#adaptive = new AdaptiveConcurrency(
      Math.min(MOST_FOR_LARGE, Math.floor(memoryBytes / CONNECTION_BYTES)),
    );
    this.#countJobs = countJobs;
    this.#large = pLimit(this.#adaptive.count);
  }

  readonly any: Limit = async (request) => {
    await this.#share();
    return this.#all(request);
  };

  /** For a piece of a large object. */
  readonly large: Limit = (request) => this.#large(() => this.any(request));

  /** Bytes of large objects that arrived: by their rate the number of connections is chosen. */
  readonly count = (bytes: number): void => {
    this.#bytes += bytes;
    const now = performance.now();
    const passedMs = now - this.#measuredAtMs;
    if (passedMs < MEASURE_EVERY_MS) return;
    // The first bytes after a pause tell nothing of the rate; nor do those of connections that are not all in use.
    const isMeasured = passedMs < 2 * MEASURE_EVERY_MS && this.#large.pendingCount > 0;
    if (isMeasured) this.#adaptive.measured(this.#bytes / passedMs);
    this.#large.concurrency = this.#adaptive.count;
    this.#measuredAtMs = now;
    this.#bytes = 0;
  };

  #share(): Promise<void> {
    const now = performance.now();
    if (now - this.#countedAtMs < COUNT_JOBS_EVERY_MS) return this.#shared;
    this.#countedAtMs = now;
    this.#shared = this.#countJobs().then((jobs) => void (this.#all.concurrency = shareOf(jobs)));
    return this.#shared;
  }
}

/** The connections of a job beside so many, itself included. */
export const shareOf = (jobs: number): number =>
  Math.max(LEAST_OF_JOB, Math.min(MOST_OF_JOB, Math.floor(MOST_OF_HOST / Math.max(jobs, 1))));
