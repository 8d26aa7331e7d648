import type { EventSink, RemovalEvent } from '../job/events.ts';

/** A directory may hold 100,000 files. Beyond this number the log counts them, instead of a line for each. */
const MOST_LINES = 20;

/** Logs what the runtime removes: a line for each, up to a limit for each kind, then the number of the others. */
export class RemovalLog {
  readonly #emit: EventSink;
  readonly #counts = new Map<RemovalEvent['type'], number>();

  constructor(emit: EventSink) {
    this.#emit = emit;
  }

  /** Bound, so that it can be passed as a callback. */
  readonly add = (event: RemovalEvent): void => {
    const count = (this.#counts.get(event.type) ?? 0) + 1;
    this.#counts.set(event.type, count);
    if (count <= MOST_LINES) this.#emit(event);
  };

  /** Call it once, after the last removal. */
  end(): void {
    for (const [of, count] of this.#counts) {
      if (count > MOST_LINES) this.#emit({ type: 'more-removed', of, count: count - MOST_LINES });
    }
  }
}
