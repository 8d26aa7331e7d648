/** Calls `onIdle` unless it is started again in time. Without it, a stalled body would hang forever. */
export class BodyWatchdog {
  readonly #idleMs: number;
  readonly #onIdle: (reason: Error) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(idleMs: number, onIdle: (reason: Error) => void) {
    this.#idleMs = idleMs;
    this.#onIdle = onIdle;
    this.start();
  }

  start(): void {
    this.stop();
    const giveUp = () =>
      this.#onIdle(incompleteBody(`nothing arrived for ${this.#idleMs / 1000} s`));
    this.#timer = setTimeout(giveUp, this.#idleMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** A body ended or stalled before its last byte. */
export const incompleteBody = (problem: string): Error =>
  Object.assign(new Error(problem), { name: 'IncompleteBody' });
