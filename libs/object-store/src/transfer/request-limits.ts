import pLimit from 'p-limit';
import { AdaptiveConcurrency } from './adaptive-concurrency.ts';

/** Connections of all jobs of a host together: twice as many as one job needs for small objects. */
const MOST_OF_HOST = 128;
/** Small objects take more time to wait than to transfer: each response takes tens of milliseconds. */
const MOST_OF_JOB = 64;
/** Every job makes progress, even beside many others. */
const LEAST_OF_JOB = 2;
const MOST_FOR_LARGE = 32;
/** The size of the buffer of a connection. */
const CONNECTION_BYTES = 1024 * 1024;
const MEASURE_EVERY_MS = 500;
const COUNT_JOBS_EVERY_MS = 5_000;

/** Runs a request once the limit allows one more. */
export type Limit = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * Limits the requests for content that a job has at the same time: to its share of the host's connections, and for
 * large objects to as many as make them faster.
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
   * @param memoryBytes memory for the connections of large objects
   * @param countJobs how many jobs share the host now, this one included
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

  /** The limit for a piece of a large object. */
  readonly large: Limit = (request) => this.#large(() => this.any(request));

  /** Counts the bytes of large objects that arrived. Their rate decides the number of connections. */
  readonly count = (bytes: number): void => {
    this.#bytes += bytes;
    const now = performance.now();
    const passedMs = now - this.#measuredAtMs;
    if (passedMs < MEASURE_EVERY_MS) return;
    // The first bytes after a pause say nothing about the rate; nor do bytes while connections are unused.
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

/** The connections of each of `jobs` jobs on one host. */
export const shareOf = (jobs: number): number =>
  Math.max(LEAST_OF_JOB, Math.min(MOST_OF_JOB, Math.floor(MOST_OF_HOST / Math.max(jobs, 1))));
