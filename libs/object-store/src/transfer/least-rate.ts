/** In one window. Less is about 1 KiB/s over a minute, by which no input would ever arrive. */
const LEAST_BYTES = 64 * 1024;

/** Of the error that ends it. */
export const SLOW_BODY = 'SlowBody';
/** The window unless a caller gives another. */
export const SLOWEST_MS = 60_000;

/** Gives up a body that arrives drop by drop. The time that its reader takes is not counted. */
export class LeastRate {
  readonly #windowMs: number;
  readonly #onSlow: (reason: Error) => void;
  #bytes = 0;
  #waitedMs = 0;
  #since: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(windowMs: number, onSlow: (reason: Error) => void) {
    this.#windowMs = windowMs;
    this.#onSlow = onSlow;
    this.resume();
  }

  /** The reader has bytes to work on. */
  pause(bytes: number): void {
    this.stop();
    this.#bytes += bytes;
    this.#waitedMs += performance.now() - (this.#since ?? performance.now());
    this.#since = undefined;
    if (this.#bytes < LEAST_BYTES) return;
    this.#bytes = 0;
    this.#waitedMs = 0;
  }

  /** The reader waits for more. */
  resume(): void {
    this.#since = performance.now();
    const leftMs = Math.max(0, this.#windowMs - this.#waitedMs);
    this.#timer = setTimeout(() => this.#onSlow(this.#tooSlow()), leftMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tooSlow(): Error {
    const problem = `fewer than ${LEAST_BYTES} bytes arrived in ${this.#windowMs / 1000} s`;
    return Object.assign(new Error(problem), { name: SLOW_BODY });
  }
}
