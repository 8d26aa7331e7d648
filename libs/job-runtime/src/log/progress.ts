import { totalBytes } from '@joblayer/object-store';
import type { EventSink, TransferPhase } from '../job/events.ts';

const TICK_MS = 1_000;

/** Counts a phase's bytes, and reports them once a second if there are any to move. */
export class TransferProgress {
  readonly #phase: TransferPhase;
  readonly #totalBytes: number;
  readonly #emit: EventSink;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #started = performance.now();
  #doneBytes = 0;

  constructor(
    phase: TransferPhase,
    objects: readonly { readonly sizeBytes: number }[],
    emit: EventSink,
  ) {
    this.#phase = phase;
    this.#totalBytes = totalBytes(objects);
    this.#emit = emit;
    if (this.#totalBytes > 0) this.#timer = setInterval(() => this.#report(), TICK_MS).unref();
  }

  /** Bound, so that it can be passed as a callback. */
  readonly add = (bytes: number): void => {
    this.#doneBytes += bytes;
  };

  stop(): void {
    clearInterval(this.#timer);
  }

  #report(): void {
    this.#emit({
      type: 'transfer-progress',
      phase: this.#phase,
      doneBytes: this.#doneBytes,
      totalBytes: this.#totalBytes,
      seconds: (performance.now() - this.#started) / 1000,
    });
  }
}
