import { randomUUID } from 'node:crypto';
import { chmod, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { ioError, JobError } from '../errors.ts';
import type { FileLocation, HttpsLocation, Location } from '../location/location.ts';
import { ATTEMPTS_WITHOUT_PROGRESS, pause, PROGRESS_BYTES } from './attempts.ts';
import { BodyWatchdog, incompleteBody } from './body-watchdog.ts';
import type { Checksum } from './checksum/checksum.ts';
import { SequentialChecksum } from './checksum/sequential-checksum.ts';
import { checksumOfFile } from './checksum/verify-file.ts';
import { checksumTold, sizeTold, versionTold } from './https-facts.ts';
import { httpsError, readOnlyError } from './https-error.ts';
import type {
  ListedObject,
  MarkedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
  TransferOptions,
} from './object-store.ts';
import { changedError } from './s3-error.ts';
import { checkSame } from './check-same.ts';

const BODY_IDLE_MS = 10_000;
const ANSWER_MS = 30_000;
const MAX_REDIRECTS = 5;

export interface HttpsStoreOptions {
  /** Ends everything under way when the job is stopped; its reason is thrown. */
  readonly signal: AbortSignal;
  readonly bodyIdleMs?: number;
}

/**
 * Files of web servers, presigned URLs among them, as inputs. Certificates are checked; NODE_EXTRA_CA_CERTS adds
 * authorities. A server that takes ranges is asked to go on where a body broke off; of others, the whole is asked for again.
 */
export class HttpsStore implements ObjectStore {
  readonly #options: HttpsStoreOptions;

  constructor(options: HttpsStoreOptions) {
    this.#options = options;
  }

  /** Asks for the first byte: a presigned URL allows GET only, and not every server answers HEAD in the same way. */
  async stat(location: Location): Promise<ObjectInfo> {
    const { signal } = this.#options;
    for (let failures = 1; ; failures += 1) {
      try {
        const answer = await request(location as HttpsLocation, { range: 'bytes=0-0' }, signal);
        await answer.body?.cancel();
        const sizeBytes = sizeTold(answer);
        if (sizeBytes === undefined) throw sizeUnknown(location);
        const etag = versionTold(answer.headers);
        return { location, sizeBytes, ...(etag !== undefined && { etag }) };
      } catch (error) {
        signal.throwIfAborted();
        const problem = httpsError(error, location);
        if (problem.code !== 'transient' || failures >= ATTEMPTS_WITHOUT_PROGRESS) throw problem;
        await pause(failures, signal);
      }
    }
  }

  async fetch(object: ObjectInfo, target: string, options: TransferOptions): Promise<'downloaded'> {
    const temporary = `${target}.${randomUUID()}.part`;
    const place: FileLocation = { scheme: 'file', path: target };
    const { bodyIdleMs = BODY_IDLE_MS } = this.#options;
    try {
      const file = await open(temporary, 'wx+');
      try {
        await new Download(object, file, place, options, bodyIdleMs).run();
      } finally {
        await file.close();
      }
      await chmod(temporary, 0o444);
      await rename(temporary, target);
      return 'downloaded';
    } catch (error) {
      await rm(temporary, { force: true });
      throw ioError(error, place);
    }
  }

  read(object: ObjectInfo, options: TransferOptions): AsyncIterable<Buffer> {
    return readInOrder(object, options, this.#options.bodyIdleMs ?? BODY_IDLE_MS);
  }

  list(directory: Location): Promise<readonly ListedObject[]> {
    return Promise.reject(readOnlyError(directory));
  }

  probeWrite(location: Location): Promise<void> {
    return Promise.reject(readOnlyError(location));
  }

  prepare(_source: string, location: Location): Promise<PendingWrite> {
    return Promise.reject(readOnlyError(location));
  }

  remove(location: Location): Promise<void> {
    return Promise.reject(readOnlyError(location));
  }

  findMarked({ location }: MarkedObject): Promise<undefined> {
    return Promise.reject(readOnlyError(location));
  }
}

/** One file on its way into another that is open. */
class Download {
  readonly #object: ObjectInfo;
  readonly #file: FileHandle;
  readonly #place: FileLocation;
  readonly #options: TransferOptions;
  readonly #bodyIdleMs: number;
  #position = 0;
  #headers = new Headers();

  constructor(
    object: ObjectInfo,
    file: FileHandle,
    place: FileLocation,
    options: TransferOptions,
    bodyIdleMs: number,
  ) {
    this.#object = object;
    this.#file = file;
    this.#place = place;
    this.#options = options;
    this.#bodyIdleMs = bodyIdleMs;
  }

  /** @throws JobError */
  async run(): Promise<void> {
    const { sizeBytes, location } = this.#object;
    const { signal } = this.#options;
    for (let failures = 0; this.#position < sizeBytes;) {
      const before = this.#position;
      try {
        await this.#continue();
      } catch (error) {
        signal.throwIfAborted();
        const problem = httpsError(error, location);
        failures = this.#position - before >= PROGRESS_BYTES ? 1 : failures + 1;
        if (problem.code !== 'transient' || failures >= ATTEMPTS_WITHOUT_PROGRESS) throw problem;
        await pause(failures, signal);
      }
    }
    await this.#verify();
  }

  /** Asks for what is missing, and writes what comes; throws where that is not all. */
  async #continue(): Promise<void> {
    const { location, sizeBytes, etag } = this.#object;
    const { signal } = this.#options;
    const range = this.#position === 0 ? undefined : `bytes=${this.#position}-`;
    const stalled = new AbortController();
    const either = AbortSignal.any([signal, stalled.signal]);
    const answer = await request(location as HttpsLocation, range ? { range } : {}, either);
    // Not before: the server has a time of its own for the answer's head.
    const watchdog = new BodyWatchdog(this.#bodyIdleMs);
    watchdog.signal.onabort = () => stalled.abort(watchdog.signal.reason);
    try {
      const now = versionTold(answer.headers);
      if (etag !== undefined && now !== etag) {
        await answer.body?.cancel();
        throw changedError(location, etag, now ?? 'unknown');
      }
      // Without ranges, all of it comes again.
      if (answer.status === 200) this.#restart();
      this.#headers = answer.headers;
      for await (const chunk of answer.body ?? []) {
        watchdog.refresh();
        if (this.#position + chunk.length > sizeBytes) throw incompleteBody('more bytes than told');
        await this.#write(chunk);
      }
    } catch (error) {
      throw stalled.signal.aborted ? stalled.signal.reason : error;
    } finally {
      watchdog.stop();
    }
    const missing = sizeBytes - this.#position;
    if (missing > 0) throw incompleteBody(`${missing} bytes are missing`);
  }

  #restart(): void {
    this.#options.onBytes(-this.#position);
    this.#position = 0;
  }

  async #write(chunk: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await this.#file.write(
          chunk,
          done,
          chunk.length - done,
          this.#position + done,
        );
        done += bytesWritten;
      }
    } catch (error) {
      throw ioError(error, this.#place);
    }
    this.#position += chunk.length;
    this.#options.onBytes(chunk.length);
  }

  async #verify(): Promise<void> {
    const { sizeBytes, location } = this.#object;
    const expected = checksumTold(this.#headers);
    if (expected === undefined) return void this.#options.onSizeOnly?.();
    const found = await checksumOfFile(this.#file, sizeBytes, expected);
    if (found === expected.value) return;
    throw new JobError({
      code: 'bad-data',
      kind: 'checksum-mismatch',
      problem: `what arrived does not match the server’s checksum: expected ${expected.algorithm} ${expected.value}, found ${found}`,
      advice: 'Submit the job again; if it stays so, the file on the server is damaged.',
      location,
    });
  }
}

/** The content from its start to its end; after a broken body from the first byte that is missing. */
async function* readInOrder(
  object: ObjectInfo,
  { signal, onBytes, onSizeOnly }: TransferOptions,
  bodyIdleMs: number,
): AsyncGenerator<Buffer, void, undefined> {
  const { location, sizeBytes, etag } = object;
  let position = 0;
  let sum: SequentialChecksum | undefined;
  let expected: Checksum | undefined;
  for (let failures = 0; position < sizeBytes;) {
    const before = position;
    const watchdog = new BodyWatchdog(ANSWER_MS + bodyIdleMs);
    try {
      const headers = position === 0 ? {} : { range: `bytes=${position}-` };
      const either = AbortSignal.any([signal, watchdog.signal]);
      const answer = await request(location as HttpsLocation, headers, either);
      const now = versionTold(answer.headers);
      if (etag !== undefined && now !== etag) {
        await answer.body?.cancel();
        throw changedError(location, etag, now ?? 'unknown');
      }
      expected ??= checksumTold(answer.headers);
      sum ??= expected && new SequentialChecksum(expected);
      // Without ranges, all of it comes again.
      let skipBytes = answer.status === 200 ? position : 0;
      for await (const chunk of answer.body ?? []) {
        watchdog.refresh();
        const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).subarray(
          skipBytes,
        );
        skipBytes -= Math.min(skipBytes, chunk.byteLength);
        if (position + piece.length > sizeBytes) throw incompleteBody('more bytes than told');
        position += piece.length;
        sum?.update(piece);
        onBytes(piece.length);
        if (piece.length > 0) yield piece;
        watchdog.refresh();
      }
      if (position < sizeBytes) throw incompleteBody(`${sizeBytes - position} bytes are missing`);
    } catch (error) {
      signal.throwIfAborted();
      const problem = httpsError(
        watchdog.signal.aborted ? watchdog.signal.reason : error,
        location,
      );
      failures = position > before ? 1 : failures + 1;
      if (problem.code !== 'transient' || failures >= ATTEMPTS_WITHOUT_PROGRESS) throw problem;
      await pause(failures, signal);
    } finally {
      watchdog.stop();
    }
  }
  if (!sum || !expected) return onSizeOnly?.();
  checkSame(object, expected, sum.end());
}

/** Follows redirects, as archives answer with, to servers whose certificates are checked as well. */
async function request(
  location: HttpsLocation,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  let { url } = location;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const answerTimer = new BodyWatchdog(ANSWER_MS);
    let answer: Response;
    try {
      answer = await fetch(url, {
        redirect: 'manual',
        // What is compressed on the way would have another size than what is told.
        headers: { 'accept-encoding': 'identity', ...headers },
        signal: AbortSignal.any([signal, answerTimer.signal]),
      });
    } finally {
      answerTimer.stop();
    }
    const target = answer.headers.get('location');
    const isRedirect = answer.status >= 300 && answer.status < 400 && target !== null;
    if (!isRedirect) return accepted(answer, location);
    await answer.body?.cancel();
    const next = new URL(target, url);
    if (next.protocol !== 'https:') {
      throw new JobError({
        code: 'service-refused',
        problem: `the server sends on to ${next.protocol}//${next.host}, which is not https`,
        advice: 'Give the final https:// location.',
        location,
      });
    }
    url = next.href;
  }
  throw new JobError({
    code: 'service-refused',
    problem: `the server sends on more than ${MAX_REDIRECTS} times`,
    location,
  });
}

/** @throws JobError unless it is the content, or part of it; an empty file answers a range with 416 */
async function accepted(answer: Response, location: Location): Promise<Response> {
  if ([200, 206].includes(answer.status) || sizeTold(answer) === 0) return answer;
  await answer.body?.cancel();
  throw httpsError({ status: answer.status, statusText: answer.statusText }, location);
}

const sizeUnknown = (location: Location): JobError =>
  new JobError({
    code: 'service-refused',
    problem:
      'the server does not tell the size of the file, so it cannot be known whether all of it arrived',
    advice: 'Copy it to S3, and give that.',
    location,
  });
