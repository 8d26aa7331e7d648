/** The least bytes in one window: about 1 KiB/s over a minute. At a lower rate an input would never arrive. */
const LEAST_BYTES = 64 * 1024;

/** The name of the error that ends a slow body. */
export const SLOW_BODY = 'SlowBody';
/** The default window. */
export const SLOWEST_MS = 60_000;

/** Gives up a body that arrives too slowly. The time that its reader takes does not count. */
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

  /** Called when bytes arrive, which the reader then works on. */
  pause(bytes: number): void {
    this.stop();
    this.#bytes += bytes;
    this.#waitedMs += performance.now() - (this.#since ?? performance.now());
    this.#since = undefined;
    if (this.#bytes < LEAST_BYTES) return;
    this.#bytes = 0;
    this.#waitedMs = 0;
  }

  /** Called when the reader waits for more bytes. */
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
