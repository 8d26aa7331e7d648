/** A connection is given up if it gets less than this share of the others' rate. */
const LEAST_SHARE = 1 / 10;
const WINDOW_MS = 10_000;
/** Rates are looked at this many times in a window. */
const LOOKS = 10;
/** How much an earlier look still counts: after a window, a third. */
const KEPT = 1 - 1 / LOOKS;

/** Counts the bytes of one watched connection. */
export interface RateOfConnection {
  add(bytes: number): void;
  stop(): void;
}

/** Bytes, and for how long connections were open for them. Older ones count less. */
interface Received {
  bytes: number;
  openMs: number;
}

interface Watched {
  readonly received: Received;
  readonly openedAtMs: number;
  readonly replace: () => void;
  seenAtMs: number;
}

/**
 * Finds connections that are much slower than the others of the job, which may have ended by then. There is no absolute
 * limit: over a slow link all of them are slow, and replacing one would not help.
 */
export class SlowConnections {
  readonly #windowMs: number;
  readonly #watched = new Set<Watched>();
  /** Of all connections together, those that have ended included. */
  readonly #all: Received = { bytes: 0, openMs: 0 };
  #timer: NodeJS.Timeout | undefined;

  constructor(windowMs = WINDOW_MS) {
    this.#windowMs = windowMs;
  }

  /** Calls `replace` once the connection was much slower than the others for a whole window. */
  watch(replace: () => void): RateOfConnection {
    const now = performance.now();
    const received = { bytes: 0, openMs: 0 };
    const one: Watched = { received, openedAtMs: now, seenAtMs: now, replace };
    this.#watched.add(one);
    this.#timer ??= setInterval(() => this.#look(), this.#windowMs / LOOKS).unref();
    return {
      add: (bytes) => {
        received.bytes += bytes;
        this.#all.bytes += bytes;
      },
      stop: () => {
        this.#countTime(one, performance.now());
        this.#watched.delete(one);
        if (this.#watched.size > 0) return;
        clearInterval(this.#timer);
        this.#timer = undefined;
      },
    };
  }

  #look(): void {
    const now = performance.now();
    for (const one of this.#watched) this.#countTime(one, now);
    for (const one of this.#watched) {
      if (now - one.openedAtMs >= this.#windowMs && this.#isSlow(one.received)) one.replace();
    }
    fade(this.#all);
    for (const { received } of this.#watched) fade(received);
  }

  #countTime(one: Watched, now: number): void {
    one.received.openMs += now - one.seenAtMs;
    this.#all.openMs += now - one.seenAtMs;
    one.seenAtMs = now;
  }

  /** Multiplied out, so that a rate of others that were never open is not a division by 0. */
  #isSlow({ bytes, openMs }: Received): boolean {
    const others = { bytes: this.#all.bytes - bytes, openMs: this.#all.openMs - openMs };
    return bytes * others.openMs < others.bytes * openMs * LEAST_SHARE;
  }
}

function fade(received: Received): void {
  received.bytes *= KEPT;
  received.openMs *= KEPT;
}
