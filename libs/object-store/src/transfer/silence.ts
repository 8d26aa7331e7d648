/** What a server has that was silent before: enough for one that is there again. */
const PATIENCE_MS = 3_000;
/** In all attempts at one piece of content without progress, so that a job fails within a minute. */
export const MOST_SILENCE_MS = 40_000;

/**
 * Whether the server was silent until a request was given up. What a job still asks then, as to roll back, must not
 * take the full time again: rolling back has several steps. Any response ends it.
 */
export class Silence {
  #isSilent = false;

  get isSilent(): boolean {
    return this.#isSilent;
  }

  heard(): void {
    this.#isSilent = false;
  }

  gaveUp(): void {
    this.#isSilent = true;
  }

  /** How long to wait where it would be `usualMs`. */
  patienceMs(usualMs: number): number {
    return this.#isSilent ? Math.min(usualMs, PATIENCE_MS) : usualMs;
  }
}

/** Adds up the time in which nothing arrives, over all attempts at one piece of content. */
export class SilenceWatch {
  readonly #mostMs: number;
  #spentMs = 0;
  #since: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #onSpent: () => void = () => undefined;

  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  get isSpent(): boolean {
    return this.#spentMs >= this.#mostMs;
  }

  begin(onSpent: () => void): void {
    this.#onSpent = onSpent;
    this.heard();
  }

  /** Bytes arrived, and more are waited for. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#since = performance.now();
    this.#timer = setTimeout(this.#onSpent, Math.max(0, this.#mostMs - this.#spentMs));
  }

  /** The reader works on what arrived. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#since = undefined;
  }

  end(): void {
    if (this.#since !== undefined) this.#spentMs += performance.now() - this.#since;
    this.pause();
  }

  /** So much arrived that the content gets on. */
  reset(): void {
    this.#spentMs = 0;
  }
}
