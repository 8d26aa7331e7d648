/** A connection is given up if it gets less than this share of the others' average. */
const LEAST_SHARE = 1 / 10;
const WINDOW_MS = 10_000;

/** Counts the bytes of one watched connection. */
export interface RateOfConnection {
  add(bytes: number): void;
  stop(): void;
}

interface Watched {
  bytes: number;
  /** Whether it was watched during the whole window. */
  isWhole: boolean;
  readonly replace: () => void;
}

/**
 * Finds connections that are much slower than the others. There is no absolute limit: over a slow link all of them are
 * slow, and replacing one would not help.
 */
export class SlowConnections {
  readonly #windowMs: number;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(windowMs = WINDOW_MS) {
    this.#windowMs = windowMs;
  }

  /** Calls `replace` once the connection was much slower than the others for a whole window. */
  watch(replace: () => void): RateOfConnection {
    const one: Watched = { bytes: 0, isWhole: false, replace };
    this.#watched.add(one);
    this.#timer ??= setInterval(() => this.#compare(), this.#windowMs).unref();
    return {
      add: (bytes) => void (one.bytes += bytes),
      stop: () => {
        this.#watched.delete(one);
        if (this.#watched.size > 0) return;
        clearInterval(this.#timer);
        this.#timer = undefined;
      },
    };
  }

  #compare(): void {
    const whole = [...this.#watched].filter(({ isWhole }) => isWhole);
    const totalBytes = whole.reduce((total, { bytes }) => total + bytes, 0);
    for (const { bytes, replace } of whole) {
      const othersBytes = (totalBytes - bytes) / (whole.length - 1);
      if (whole.length > 1 && bytes < othersBytes * LEAST_SHARE) replace();
    }
    for (const one of this.#watched) Object.assign(one, { bytes: 0, isWhole: true });
  }
}
