import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { chmod, open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import { ioError, type JobError } from '../errors.ts';
import type { FileLocation, S3Location } from '../location/location.ts';
import type { ObjectInfo } from './object-store.ts';
import { s3Error } from './s3-error.ts';

/** Objects up to this size come in one request, whose checksum the SDK verifies; larger ones in such ranges. */
export const RANGE_BYTES = 16 * 1024 * 1024;
/** Attempts at one range without a single new byte, after the SDK's own retries of the request. */
const ATTEMPTS_WITHOUT_PROGRESS = 5;
const BODY_IDLE_MS = 15_000;
const MAX_BACKOFF_MS = 5_000;

export interface DownloadOptions {
  readonly client: S3Client;
  readonly signal: AbortSignal;
  /** Runs a request when there is room for one more. */
  readonly limit: <T>(request: () => Promise<T>) => Promise<T>;
  readonly onBytes: (delta: number) => void;
}

/** A part of an object; `end` is exclusive. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Downloads an object in parallel ranges, each pinned by ETag to the object that was found, to a temporary name
 * beside `target`, and renames it when every byte is there. The file is read-only.
 */
export async function download(
  object: ObjectInfo,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  const temporary = `${target}.${randomUUID()}.part`;
  const place: FileLocation = { scheme: 'file', path: target };
  try {
    const file = await open(temporary, 'wx');
    try {
      const whole = new ObjectDownload(object, file, place, options);
      await allOrFirstFailure(
        options.signal,
        whole.ranges().map((range) => (signal) => options.limit(() => whole.fetch(range, signal))),
      );
    } finally {
      await file.close();
    }
    await chmod(temporary, 0o444);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw ioError(error, place);
  }
}

class ObjectDownload {
  readonly #object: ObjectInfo;
  readonly #file: FileHandle;
  readonly #place: FileLocation;
  readonly #options: DownloadOptions;

  constructor(object: ObjectInfo, file: FileHandle, place: FileLocation, options: DownloadOptions) {
    this.#object = object;
    this.#file = file;
    this.#place = place;
    this.#options = options;
  }

  ranges(): Range[] {
    const { sizeBytes } = this.#object;
    return Array.from({ length: Math.ceil(sizeBytes / RANGE_BYTES) }, (_, i) => ({
      start: i * RANGE_BYTES,
      end: Math.min((i + 1) * RANGE_BYTES, sizeBytes),
    }));
  }

  /** Fetches a range; after a broken or stalled body it goes on at the first byte that is missing. */
  async fetch(range: Range, signal: AbortSignal): Promise<void> {
    let missing = range;
    let failures = 0;
    while (missing.start < missing.end) {
      signal.throwIfAborted();
      const before = missing.start;
      const onWritten = (bytes: number) => {
        missing = { ...missing, start: missing.start + bytes };
        this.#options.onBytes(bytes);
      };
      try {
        await this.#request(missing, signal, onWritten);
      } catch (error) {
        signal.throwIfAborted();
        const problem = s3Error(error, this.#object.location);
        failures = missing.start > before ? 1 : failures + 1;
        if (!isWorthRetrying(problem) || failures >= ATTEMPTS_WITHOUT_PROGRESS) throw problem;
        if (this.#isWhole(range)) {
          this.#options.onBytes(range.start - missing.start);
          missing = range;
          failures = Math.max(failures, 1);
        }
        await sleep(backoffMs(failures), undefined, { signal }).catch(() =>
          signal.throwIfAborted(),
        );
      }
    }
  }

  /** One request for a range; returns when its last byte is written, and throws when the body ends before. */
  async #request(
    range: Range,
    signal: AbortSignal,
    onWritten: (bytes: number) => void,
  ): Promise<void> {
    const watchdog = new Watchdog(BODY_IDLE_MS);
    const abortSignal = AbortSignal.any([signal, watchdog.signal]);
    let body: Readable | undefined;
    const stop = () => body?.destroy(abortSignal.reason as Error);
    abortSignal.addEventListener('abort', stop, { once: true });
    try {
      body = await this.#open(range, abortSignal);
      let position = range.start;
      for await (const chunk of body as AsyncIterable<Buffer>) {
        watchdog.refresh();
        if (position + chunk.length > range.end) throw incomplete('more bytes than asked for');
        await this.#write(chunk, position);
        position += chunk.length;
        onWritten(chunk.length);
      }
      if (position < range.end) throw incomplete(`${range.end - position} bytes are missing`);
    } finally {
      watchdog.stop();
      abortSignal.removeEventListener('abort', stop);
      body?.destroy();
    }
  }

  async #open(range: Range, abortSignal: AbortSignal): Promise<Readable> {
    const { bucket, key } = this.#object.location as S3Location;
    const { Body } = await this.#options.client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        IfMatch: this.#object.etag,
        ...(this.#isWhole(range)
          ? { ChecksumMode: 'ENABLED' as const }
          : { Range: `bytes=${range.start}-${range.end - 1}` }),
      }),
      { abortSignal },
    );
    return Body as Readable;
  }

  async #write(chunk: Buffer, position: number): Promise<void> {
    try {
      for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await this.#file.write(
          chunk,
          done,
          chunk.length - done,
          position + done,
        );
        done += bytesWritten;
      }
    } catch (error) {
      throw ioError(error, this.#place);
    }
  }

  /** Asked for without a range, so that the SDK verifies the checksum that S3 keeps of the whole object. */
  #isWhole(range: Range): boolean {
    return range.start === 0 && range.end === this.#object.sizeBytes;
  }
}

/** Aborts its signal when nobody calls `refresh` for a while. */
class Watchdog {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(idleMs: number) {
    this.#timer = setTimeout(
      () => this.#controller.abort(incomplete(`nothing arrived for ${idleMs / 1000} s`)),
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

const incomplete = (problem: string): Error =>
  Object.assign(new Error(problem), { name: 'IncompleteBody' });

const isWorthRetrying = (error: JobError): boolean =>
  error.code === 'transient' || error.facts.kind === 'checksum-mismatch';

const backoffMs = (failures: number): number => Math.min(MAX_BACKOFF_MS, 200 * 2 ** failures);
