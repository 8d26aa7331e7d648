import type { PendingWrite, TransferOptions } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import { closePipe, openPipes } from '@joblayer/subprocess';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ioError, JobError } from '../job/errors.ts';
import type { CapturedOutput } from './captured-outputs.ts';
import { PipeReader } from './pipe-reader.ts';

/** Up to this size an output is written to its file, and later uploaded in one request. */
const SMALL_BYTES = 8 * 1024 * 1024;
/** How long the pipe may stay open without data after the tool has ended. */
const STILL_OPEN_MS = 2_000;

export interface CaptureOptions {
  readonly location: Location;
  /** The output's file, used if the output is small. */
  readonly path: string;
  /** A private directory for the pipe. */
  readonly pipeDirectory: string;
  readonly signal: AbortSignal;
  readonly upload: (
    content: AsyncIterable<Buffer>,
    location: Location,
    options: TransferOptions,
  ) => Promise<PendingWrite>;
}

/** Uploads a tool's standard output to S3 while the tool writes it. The tool waits if S3 is slower. */
export class Capture {
  /** The pipe's writing end, for the tool. The caller closes it after it has started the tool. */
  readonly fd: number;
  readonly #source: PipeReader;
  readonly #options: CaptureOptions;
  readonly #end = new AbortController();
  readonly #done: Promise<CapturedOutput | undefined>;
  #readBytes = 0;
  #isWaiting = false;

  private constructor(fd: number, source: PipeReader, options: CaptureOptions) {
    this.fd = fd;
    this.#source = source;
    this.#options = options;
    const stop = () => source.destroy(this.#end.signal.reason as Error);
    this.#end.signal.addEventListener('abort', stop, { once: true });
    this.#done = this.#run();
    this.#done.catch((error: unknown) => this.#end.abort(error));
  }

  static async open(options: CaptureOptions): Promise<Capture> {
    const [pipe] = await openPipes(1, options.pipeDirectory);
    if (!pipe) throw new Error('no pipe was opened');
    try {
      return new Capture(pipe.writeFd, new PipeReader(pipe.readFd), options);
    } catch (error) {
      closePipe(pipe);
      throw error;
    }
  }

  /** Aborted when the upload has failed, with its JobError as the reason. The caller should then stop the tool. */
  get failed(): AbortSignal {
    return this.#end.signal;
  }

  /**
   * Call it when the tool has succeeded and none of its processes runs any more. Resolves when all is in S3, or with
   * `undefined` if all is in the output's file.
   *
   * @throws JobError
   */
  async finish(): Promise<CapturedOutput | undefined> {
    const watched = new AbortController();
    void this.#watch(watched.signal);
    try {
      return await this.#done;
    } finally {
      watched.abort();
    }
  }

  /** Rolls back what was uploaded. */
  async discard(): Promise<void> {
    this.#end.abort(new Error('the tool failed'));
    const captured = await this.#done.catch(() => undefined);
    await captured?.write.discard();
  }

  async #run(): Promise<CapturedOutput | undefined> {
    const { location, path, upload } = this.#options;
    const pieces = this.#pieces();
    const small = await takeSmall(pieces);
    if (small.isAll) {
      await writeFile(path, Buffer.concat(small.taken), { flag: 'wx' }).catch((error: unknown) => {
        throw ioError(error, { scheme: 'file', path });
      });
      return undefined;
    }
    const signal = AbortSignal.any([this.#options.signal, this.#end.signal]);
    const options = { signal, onBytes: () => undefined };
    const write = await upload(joined(small.taken, pieces), location, options);
    return { write, sizeBytes: this.#readBytes };
  }

  /** What the tool writes, read on demand. A piece is valid until the next one is requested. */
  async *#pieces(): AsyncGenerator<Buffer, void, undefined> {
    const chunks = this.#source.pieces();
    for (;;) {
      this.#isWaiting = true;
      const { done, value } = await chunks.next();
      this.#isWaiting = false;
      this.#end.signal.throwIfAborted();
      if (done) return;
      this.#readBytes += value.length;
      yield value;
    }
  }

  /** Fails the capture if the pipe stays open: without an end of file the output may be incomplete. */
  async #watch(ended: AbortSignal): Promise<void> {
    for (;;) {
      const before = this.#readBytes;
      await sleep(STILL_OPEN_MS, undefined, { signal: ended, ref: false }).catch(() => undefined);
      if (ended.aborted) return;
      if (this.#isWaiting && this.#readBytes === before) {
        this.#end.abort(stillOpen(this.#options.location));
        return;
      }
    }
  }
}

/** Takes pieces until they exceed a small output, or the output ends. */
async function takeSmall(
  pieces: AsyncIterator<Buffer>,
): Promise<{ readonly taken: Buffer[]; readonly isAll: boolean }> {
  const taken: Buffer[] = [];
  let sizeBytes = 0;
  while (sizeBytes <= SMALL_BYTES) {
    const { done, value } = await pieces.next();
    if (done) return { taken, isAll: true };
    taken.push(Buffer.from(value));
    sizeBytes += value.length;
  }
  return { taken, isAll: false };
}

/** Yields the taken pieces, then the rest. Each taken piece is released, so that its memory can be freed. */
async function* joined(
  taken: Buffer[],
  rest: AsyncGenerator<Buffer, void, undefined>,
): AsyncGenerator<Buffer, void, undefined> {
  for (let piece = taken.shift(); piece; piece = taken.shift()) yield piece;
  yield* rest;
}

const stillOpen = (location: Location): JobError =>
  new JobError({
    code: 'bad-data',
    problem: 'a process that the tool left behind still holds this output open',
    advice: 'Have the tool wait for its end.',
    location,
  });
