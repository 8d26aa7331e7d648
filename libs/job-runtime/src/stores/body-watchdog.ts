/** Aborts its signal when nobody calls `refresh` for a while: a body of which nothing arrives would hang for ever. */
export class BodyWatchdog {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(idleMs: number) {
    this.#timer = setTimeout(
      () => this.#controller.abort(incompleteBody(`nothing arrived for ${idleMs / 1000} s`)),
      idleMs,
    );
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  refresh(): void {
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** A body that ended, or stood still, before its last byte. */
export const incompleteBody = (problem: string): Error =>
  Object.assign(new Error(problem), { name: 'IncompleteBody' });
