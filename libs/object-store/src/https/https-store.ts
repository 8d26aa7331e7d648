import { StoreError } from '../errors.ts';
import type { HttpsLocation } from '../location/location.ts';
import { ATTEMPTS_IN_SILENCE, ATTEMPTS_WITHOUT_PROGRESS, pause } from '../transfer/attempts.ts';
import { FileBeingWritten } from '../local/file-being-written.ts';
import { hasStrongTag, statedSize, statedVersion } from './facts.ts';
import { httpsError, isSilent, readOnlyError } from './error.ts';
import { readWhole } from '../read-whole.ts';
import { readInOrder } from './read.ts';
import { statedNames, type StatedName } from './names.ts';
import { request, type HttpsResponse } from './request.ts';
import { SLOWEST_MS } from '../transfer/least-rate.ts';
import type {
  ListedObject,
  MarkedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
  PublishedObject,
  ReadOptions,
  TransferOptions,
} from '../object-store.ts';

const BODY_IDLE_MS = 10_000;

export interface HttpsStoreOptions {
  /** Aborted when the job is stopped. Ends all operations; its reason is thrown. */
  readonly signal: AbortSignal;
  readonly bodyIdleMs?: number;
  /** How long a server may take until the head of its response. Default: 25 s. */
  readonly responseMs?: number;
  /** The longest time in which fewer than 64 KiB of a body may arrive while its reader waits. Default: a minute. */
  readonly slowestMs?: number;
  /** The environment with HTTPS_PROXY and NO_PROXY. Default: that of the process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Files of web servers, presigned URLs among them, as inputs. Certificates are checked; NODE_EXTRA_CA_CERTS adds
 * authorities. After a broken body only the rest is requested; if the server knows no ranges, the whole again.
 */
export class HttpsStore implements ObjectStore<HttpsLocation> {
  readonly #options: HttpsStoreOptions;

  constructor(options: HttpsStoreOptions) {
    this.#options = options;
  }

  async stat(location: HttpsLocation): Promise<ObjectInfo<HttpsLocation>> {
    return this.#ask(location, (response) => {
      const sizeBytes = statedSize(response);
      if (sizeBytes === undefined) throw sizeUnknown(location);
      const etag = statedVersion(response.headers);
      return {
        ...{ location, sizeBytes },
        ...(etag !== undefined && { etag }),
        ...(!hasStrongTag(response.headers) && { isVersionWeak: true }),
      };
    });
  }

  /** The names that the server gives the file, the best first. Needed if the URL does not end in a name. */
  async namesOf(location: HttpsLocation): Promise<readonly StatedName[]> {
    return this.#ask(location, statedNames);
  }

  async fetch(
    object: ObjectInfo<HttpsLocation>,
    target: string,
    options: TransferOptions,
  ): Promise<'downloaded'> {
    const file = await FileBeingWritten.create(target);
    try {
      let position = 0;
      for await (const piece of this.stream(object, options)) {
        file.write(piece, position);
        position += piece.length;
      }
      file.complete();
      return 'downloaded';
    } finally {
      file.close();
    }
  }

  read(location: HttpsLocation, options: ReadOptions): Promise<Buffer> {
    return readWhole(this, location, options);
  }

  stream(object: ObjectInfo<HttpsLocation>, options: TransferOptions): AsyncIterable<Buffer> {
    const { bodyIdleMs = BODY_IDLE_MS, slowestMs = SLOWEST_MS, responseMs } = this.#options;
    const { env = process.env } = this.#options;
    return readInOrder(object, { ...options, bodyIdleMs, slowestMs, responseMs, env });
  }

  /** Requests the first byte. A presigned URL allows only GET, and some servers respond to HEAD in another way. */
  async #ask<T>(location: HttpsLocation, read: (response: HttpsResponse) => T): Promise<T> {
    const { signal, responseMs, env = process.env } = this.#options;
    const options = { signal, responseMs, env };
    for (let failures = 1; ; failures += 1) {
      try {
        const response = await request(location, { range: 'bytes=0-0' }, options);
        response.body.destroy();
        return read(response);
      } catch (error) {
        signal.throwIfAborted();
        const problem = httpsError(error, location);
        const attempts = isSilent(error) ? ATTEMPTS_IN_SILENCE : ATTEMPTS_WITHOUT_PROGRESS;
        if (problem.code !== 'transient' || failures >= attempts) throw problem;
        await pause(failures, signal);
      }
    }
  }

  list(directory: HttpsLocation): Promise<readonly ListedObject<HttpsLocation>[]> {
    return Promise.reject(readOnlyError(directory));
  }

  probeWrite(location: HttpsLocation): Promise<void> {
    return Promise.reject(readOnlyError(location));
  }

  put(_content: Buffer, location: HttpsLocation): Promise<PublishedObject> {
    return Promise.reject(readOnlyError(location));
  }

  prepare(_source: string, location: HttpsLocation): Promise<PendingWrite> {
    return Promise.reject(readOnlyError(location));
  }

  remove(location: HttpsLocation): Promise<void> {
    return Promise.reject(readOnlyError(location));
  }

  findMarked({ location }: MarkedObject<HttpsLocation>): Promise<undefined> {
    return Promise.reject(readOnlyError(location));
  }
}

const sizeUnknown = (location: HttpsLocation): StoreError =>
  new StoreError({
    code: 'service-refused',
    problem:
      'the server does not state the size of the file, so an incomplete download would go unnoticed',
    advice: 'Copy the file to S3, and give that location.',
    location,
  });
