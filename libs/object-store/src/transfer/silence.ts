/** The wait for a server that was silent before: enough for one that works again. */
const PATIENCE_MS = 3_000;
/** The longest silence over all attempts at one piece of content, so that a job fails within a minute. */
export const MOST_SILENCE_MS = 40_000;

/**
 * Whether the server was silent until a request was given up. Later requests must not wait the full time again: a
 * rollback has several steps. Any response ends the silence.
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

  /** How long to wait instead of `usualMs`. */
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

  /** Called when bytes arrived and more are expected. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#since = performance.now();
    this.#timer = setTimeout(this.#onSpent, Math.max(0, this.#mostMs - this.#spentMs));
  }

  /** Called while the reader works on the bytes that arrived. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#since = undefined;
  }

  end(): void {
    if (this.#since !== undefined) this.#spentMs += performance.now() - this.#since;
    this.pause();
  }

  /** Called when enough bytes arrived to count as progress. */
  reset(): void {
    this.#spentMs = 0;
  }
}
