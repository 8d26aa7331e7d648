import type { PendingWrite } from '@joblayer/object-store';
import type { EventSink } from '../job/events.ts';

/** An output whose bytes are all in S3, but not visible yet. */
export interface CapturedOutput {
  readonly write: PendingWrite;
  readonly sizeBytes: number;
}

/** Holds the outputs that were uploaded while the tool wrote them, until they are published or rolled back. */
export class CapturedOutputs {
  readonly #byPath = new Map<string, CapturedOutput>();

  /** @param path the file that would hold the output if it were not uploaded */
  add(path: string, output: CapturedOutput): void {
    this.#byPath.set(path, output);
  }

  get(path: string): CapturedOutput | undefined {
    return this.#byPath.get(path);
  }

  /** From here on the caller publishes the outputs, or rolls them back. */
  handOver(): void {
    this.#byPath.clear();
  }

  /** Rolls back the outputs that were not handed over, because the job failed before. */
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
