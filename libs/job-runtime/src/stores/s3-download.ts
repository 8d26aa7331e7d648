import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { chmod, open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import { ioError, JobError } from '../errors.ts';
import type { FileLocation, S3Location } from '../location/location.ts';
import { BodyWatchdog, incompleteBody } from './body-watchdog.ts';
import type { Checksum } from './checksum/checksum.ts';
import type { ObjectInfo } from './object-store.ts';
import { changedError, s3Error } from './s3-error.ts';
import { checksumOf, headChecksum } from './s3-object-facts.ts';
import { verifyDownload } from './s3-verify.ts';
import { unquoted } from './s3-written.ts';

/** Objects up to this size come in one request; larger ones in such ranges. */
export const RANGE_BYTES = 16 * 1024 * 1024;
/** Attempts at one range without a single new byte, after the SDK's own retries of the request. */
const ATTEMPTS_WITHOUT_PROGRESS = 5;
const BODY_IDLE_MS = 10_000;
/** Downloads of an object until one matches its checksum. */
const DOWNLOADS = 3;
const MAX_BACKOFF_MS = 5_000;

export interface DownloadOptions {
  readonly client: S3Client;
  readonly signal: AbortSignal;
  /** Runs a request when there is room for one more. */
  readonly limit: <T>(request: () => Promise<T>) => Promise<T>;
  readonly onBytes: (delta: number) => void;
  readonly onSizeOnly?: () => void;
  /** A body of which nothing arrives for so long is given up, and asked for again: 10 s unless given. */
  readonly bodyIdleMs?: number;
}

/** A part of an object; `end` is exclusive. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Downloads an object in parallel ranges, each pinned by ETag to the object that was found, to a temporary name
 * beside `target`, and renames it when every byte is there and the checksum is that of S3. The file is read-only.
 */
export async function download(
  object: ObjectInfo,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  const temporary = `${target}.${randomUUID()}.part`;
  const place: FileLocation = { scheme: 'file', path: target };
  try {
    const file = await open(temporary, 'wx+');
    try {
      await downloadVerified(object, file, place, options);
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

/** Damage on the way is cured by another download; damage in S3 is not. */
async function downloadVerified(
  object: ObjectInfo,
  file: FileHandle,
  place: FileLocation,
  options: DownloadOptions,
): Promise<void> {
  const { signal, limit, onBytes } = options;
  for (let left = DOWNLOADS - 1; ; left -= 1) {
    const whole = new ObjectDownload(object, file, place, options);
    try {
      await allOrFirstFailure(
        signal,
        whole.ranges().map((range) => (each) => limit(() => whole.fetch(range, each))),
      );
      await whole.verify();
      return;
    } catch (error) {
      if (!isMismatch(error) || left === 0) throw error;
      onBytes(-whole.receivedBytes);
    }
  }
}

class ObjectDownload {
  readonly #object: ObjectInfo;
  readonly #file: FileHandle;
  readonly #place: FileLocation;
  readonly #options: DownloadOptions;
  #receivedBytes = 0;
  /** As told with the content, where that came in one request. */
  #checksum: Checksum | undefined;

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

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  async verify(): Promise<void> {
    const { client, signal } = this.#options;
    try {
      const expected =
        this.#object.sizeBytes > RANGE_BYTES
          ? await headChecksum(client, this.#object, signal)
          : this.#checksum;
      const isChecked =
        expected && (await verifyDownload(this.#file, this.#object, expected, client, signal));
      if (!isChecked) this.#options.onSizeOnly?.();
    } catch (error) {
      signal.throwIfAborted();
      throw await this.#explained(error);
    }
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
        this.#count(bytes);
      };
      try {
        await this.#request(missing, signal, onWritten);
      } catch (error) {
        signal.throwIfAborted();
        const problem = await this.#explained(error);
        const isWhole = this.#isWhole(range);
        failures = missing.start > before && !isWhole ? 1 : failures + 1;
        if (problem.code !== 'transient' || failures >= ATTEMPTS_WITHOUT_PROGRESS) throw problem;
        if (isWhole) {
          this.#count(range.start - missing.start);
          missing = range;
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
    const body = await this.#open(range, signal);
    // Not before: the SDK has time-outs of its own for the answer's head, and waits between its retries.
    const watchdog = new BodyWatchdog(this.#options.bodyIdleMs ?? BODY_IDLE_MS);
    const abortSignal = AbortSignal.any([signal, watchdog.signal]);
    const stop = () => body.destroy(abortSignal.reason as Error);
    abortSignal.addEventListener('abort', stop, { once: true });
    try {
      signal.throwIfAborted();
      let position = range.start;
      for await (const chunk of body as AsyncIterable<Buffer>) {
        watchdog.refresh();
        if (position + chunk.length > range.end) throw incompleteBody('more bytes than asked for');
        await this.#write(chunk, position);
        position += chunk.length;
        onWritten(chunk.length);
      }
      if (position < range.end) throw incompleteBody(`${range.end - position} bytes are missing`);
    } finally {
      watchdog.stop();
      abortSignal.removeEventListener('abort', stop);
      body.destroy();
    }
  }

  async #open(range: Range, abortSignal: AbortSignal): Promise<Readable> {
    const { bucket, key } = this.#object.location as S3Location;
    const isWhole = this.#isWhole(range);
    const answer = await this.#options.client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        IfMatch: this.#object.etag,
        ...(isWhole
          ? { ChecksumMode: 'ENABLED' as const }
          : { Range: `bytes=${range.start}-${range.end - 1}` }),
      }),
      { abortSignal },
    );
    const body = answer.Body as Readable;
    const { etag, location } = this.#object;
    if (etag !== undefined && answer.ETag !== undefined && unquoted(answer.ETag) !== etag) {
      body.destroy();
      throw changedError(location, etag, unquoted(answer.ETag));
    }
    if (isWhole) this.#checksum = checksumOf(answer);
    return body;
  }

  #count(bytes: number): void {
    this.#receivedBytes += bytes;
    this.#options.onBytes(bytes);
  }

  /** An object that was overwritten meanwhile is told with its old and its new ETag. */
  async #explained(error: unknown): Promise<JobError> {
    const problem = s3Error(error, this.#object.location);
    const { location, etag } = this.#object;
    if (problem.facts.kind !== 'precondition-failed' || etag === undefined) return problem;
    const { bucket, key } = location as S3Location;
    const { client, signal } = this.#options;
    const now = await client
      .send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal })
      .catch(() => undefined);
    return changedError(location, etag, unquoted(now?.ETag), error);
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

  /** Asked for without a range, so that the answer tells the checksum that S3 keeps of the whole object. */
  #isWhole(range: Range): boolean {
    return range.start === 0 && range.end === this.#object.sizeBytes;
  }
}

const isMismatch = (error: unknown): boolean =>
  error instanceof JobError && error.facts.kind === 'checksum-mismatch';

const backoffMs = (failures: number): number => Math.min(MAX_BACKOFF_MS, 200 * 2 ** failures);
