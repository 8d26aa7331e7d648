import pLimit from 'p-limit';
import { AdaptiveConcurrency } from './adaptive-concurrency.ts';

/** Small objects take more time to wait than to transfer: each response takes tens of milliseconds. */
const MOST_OF_JOB = 64;
const MOST_FOR_LARGE = 32;
/** The size of the buffer of a connection. */
const CONNECTION_BYTES = 1024 * 1024;
const MEASURE_EVERY_MS = 500;

/** Runs a request once the limit allows one more. */
export type Limit = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * Limits the requests for content that a job has at the same time. For large objects it allows as many as make them
 * faster.
 */
export class RequestLimits {
  readonly #all = pLimit(MOST_OF_JOB);
  readonly #large: ReturnType<typeof pLimit>;
  readonly #adaptive: AdaptiveConcurrency;
  #measuredAtMs = 0;
  #bytes = 0;

  /** @param memoryBytes memory for the connections of large objects */
  constructor(memoryBytes: number) {
    this.#adaptive = new AdaptiveConcurrency(
      Math.min(MOST_FOR_LARGE, Math.floor(memoryBytes / CONNECTION_BYTES)),
    );
    this.#large = pLimit(this.#adaptive.count);
  }

  readonly any: Limit = (request) => this.#all(request);

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
}
