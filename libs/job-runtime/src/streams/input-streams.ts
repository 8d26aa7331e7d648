import type { ObjectInfo } from '@joblayer/object-store';
import { formatLocation } from '@joblayer/object-store/location';
import { asJobError, Failure, JobError } from '../job/errors.ts';
import type { JobContext } from '../job/job.ts';
import { warnOfSizeOnly } from './warn-of-size-only.ts';
import { openForReader, type FifoWriter } from './fifo.ts';

/** An object that a tool reads from a FIFO. */
export interface InputStream {
  /** The input's name in the definition. */
  readonly input: string;
  readonly object: ObjectInfo;
  /** The FIFO's path. */
  readonly path: string;
}

/**
 * Streams inputs to the tool while it runs. Each is written once the tool opens its FIFO, and as fast as the tool
 * reads. Before that, as much is fetched as the reserved memory holds.
 *
 * A FIFO cannot report an error to its reader: to close it looks like the end of the file. So it stays open when a
 * transfer fails. `failed` is aborted instead, and the caller must then end the tool.
 */
export class InputStreams {
  readonly #job: JobContext;
  readonly #onBytes: (delta: number) => void;
  readonly #failure = new AbortController();
  readonly #commandEnded = new AbortController();
  readonly #fifos: FifoWriter[] = [];
  readonly #feeds: readonly Promise<void>[];

  /** Begins to wait for the tool to open the FIFOs. */
  constructor(streams: readonly InputStream[], job: JobContext, onBytes: (delta: number) => void) {
    this.#job = job;
    this.#onBytes = onBytes;
    this.#feeds = streams.map((stream) =>
      this.#feed(stream).catch((error: unknown) => this.#failure.abort(error)),
    );
  }

  /** Aborted when a transfer has failed, with its JobError as the reason. */
  get failed(): AbortSignal {
    return this.#failure.signal;
  }

  /**
   * Call it when the tool has succeeded. What the tool left unread is fetched anyway: the checksum of what it did
   * read can be compared only for the whole object.
   *
   * @throws JobError of the transfer that failed
   */
  async finish(): Promise<void> {
    this.#commandEnded.abort();
    await Promise.all(this.#feeds);
    this.#job.signal.throwIfAborted();
    this.failed.throwIfAborted();
  }

  /** Ends all transfers. Call it when none of the tool's processes runs any more. */
  async close(): Promise<void> {
    this.#failure.abort(new Error('the tool has ended'));
    await Promise.all(this.#feeds);
    this.#fifos.forEach((fifo) => fifo.close());
  }

  #keep(fifo: FifoWriter | undefined): FifoWriter | undefined {
    if (fifo) this.#fifos.push(fifo);
    if (this.failed.aborted) fifo?.close();
    return fifo;
  }

  async #feed({ input, object, path }: InputStream): Promise<void> {
    const { emit, storeFor } = this.#job;
    const { location, sizeBytes } = object;
    const signal = AbortSignal.any([this.#job.signal, this.failed]);
    const waiting = AbortSignal.any([signal, this.#commandEnded.signal]);
    const opened = openForReader(path, waiting).then((fifo) => this.#keep(fifo));
    // The loop below awaits it, and reports its error.
    opened.catch(() => undefined);
    const store = await storeFor(location);
    const onSizeOnly = () => warnOfSizeOnly([object], emit);
    const options = { signal, onBytes: this.#onBytes, onSizeOnly };
    let takesMore = true;
    try {
      // The first pieces are fetched while the tool starts.
      for await (const piece of store.stream(object, options)) {
        const fifo = await opened;
        if (!fifo) break;
        if (takesMore) takesMore = await fifo.write(piece, signal);
      }
    } catch (error) {
      throw asStreamError(error);
    }
    const fifo = await opened;
    signal.throwIfAborted();
    if (!fifo) {
      const message = `the tool ended without having opened ${formatLocation(location)}`;
      emit({ type: 'warning', message });
      return;
    }
    if (takesMore) takesMore = await fifo.flush(signal);
    fifo.close();
    if (!takesMore) {
      const message = `the tool closed ${formatLocation(location)} before its end`;
      emit({ type: 'warning', message });
    }
    emit({ type: 'input-staged', input, location, sizeBytes, how: 'streamed' });
  }
}

/**
 * A damaged transfer cannot be repeated once the tool has read it. So the error is transient: the next attempt may
 * succeed.
 */
function asStreamError(error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const { facts } = asJobError(error);
  const isDamaged = facts.kind === 'checksum-mismatch';
  return new JobError(
    {
      ...facts,
      kind: 'input-stream',
      ...(isDamaged && {
        code: 'transient',
        advice:
          'Submit the job again; Batch does so automatically for exit code 75. If it stays so, the stored object is damaged.',
      }),
    },
    error,
  );
}
