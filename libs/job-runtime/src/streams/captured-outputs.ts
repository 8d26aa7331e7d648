import type { PendingWrite } from '@joblayer/object-store';
import type { EventSink } from '../job/events.ts';

/** An output whose bytes are all in S3, and which nobody sees yet. */
export interface CapturedOutput {
  readonly write: PendingWrite;
  readonly sizeBytes: number;
}

/** The outputs that were uploaded while the tool wrote them, from then until they are published or rolled back. */
export class CapturedOutputs {
  readonly #byPath = new Map<string, CapturedOutput>();

  /** @param path where the output would be, had it been written to a file */
  add(path: string, output: CapturedOutput): void {
    this.#byPath.set(path, output);
  }

  get(path: string): CapturedOutput | undefined {
    return this.#byPath.get(path);
  }

  /** From here on it is for others to publish them, or to take them back. */
  handOver(): void {
    this.#byPath.clear();
  }

  /** Rolls back those that were not handed over, because the job went wrong before. */
  async discard(emit: EventSink): Promise<void> {
    for (const { write } of this.#byPath.values()) {
      await write.discard().catch((error: unknown) => {
        const message = `part of an output could not be rolled back: ${String(error)}`;
        emit({ type: 'warning', message });
      });
    }
    this.#byPath.clear();
  }
}
