import {
  DeleteObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  type _Object,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { JobError } from '../errors.ts';
import { checkRelativePath } from '../location/file-name.ts';
import { childOf, type Location, type S3Location } from '../location/location.ts';
import type {
  TransferOptions,
  ListedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
} from './object-store.ts';
import { createS3Client } from './s3-client.ts';
import { download } from './s3-download.ts';
import { s3Error } from './s3-error.ts';
import { prepareUpload, probeUpload, type Encryption, type UploadOptions } from './s3-upload.ts';

/** Requests for object data at once, over all objects of a job. */
const CONCURRENT_REQUESTS = 16;

/** A removal happens at a job's end, which may be within the time until it is killed. */
const REMOVE_MS = 10_000;

export interface S3StoreOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Ends everything under way when the job is stopped; its reason is thrown. */
  readonly signal: AbortSignal;
  readonly encryption: Encryption;
}

export class S3Store implements ObjectStore {
  readonly #client: S3Client;
  readonly #options: S3StoreOptions;
  readonly #limit = pLimit(CONCURRENT_REQUESTS);

  constructor(options: S3StoreOptions) {
    this.#client = createS3Client(options.env);
    this.#options = options;
  }

  async stat(location: Location): Promise<ObjectInfo> {
    const { bucket, key } = location as S3Location;
    return this.#attempt(location, async (abortSignal) => {
      const head = await this.#client.send(
        new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }),
        { abortSignal },
      );
      return info(location, head.ContentLength, head.ETag);
    });
  }

  async list(directory: Location): Promise<readonly ListedObject[]> {
    const { bucket, key: prefix } = directory as S3Location;
    return this.#attempt(directory, async (abortSignal) => {
      const objects: ListedObject[] = [];
      const pages = paginateListObjectsV2(
        { client: this.#client },
        { Bucket: bucket, Prefix: prefix },
        { abortSignal },
      );
      for await (const { Contents = [] } of pages) {
        for (const object of Contents) {
          if (isDirectoryMarker(object)) continue;
          const relativePath = (object.Key ?? '').slice(prefix.length);
          checkRelativePath(relativePath, {
            scheme: 's3',
            bucket,
            key: object.Key ?? '',
          });
          objects.push({
            relativePath,
            ...info(childOf(directory, relativePath), object.Size, object.ETag),
          });
        }
      }
      return objects;
    });
  }

  async fetch(object: ObjectInfo, target: string, options: TransferOptions): Promise<'downloaded'> {
    await download(object, target, { client: this.#client, limit: this.#limit, ...options });
    return 'downloaded';
  }

  async probeWrite(location: Location): Promise<void> {
    await this.#attempt(location, (signal) =>
      probeUpload(
        location as S3Location,
        this.#uploadOptions({ signal, onBytes: () => undefined }),
      ),
    ).catch(asOutputError);
  }

  async prepare(
    source: string,
    location: Location,
    options: TransferOptions,
  ): Promise<PendingWrite> {
    return prepareUpload(source, location as S3Location, this.#uploadOptions(options));
  }

  async remove(location: Location): Promise<void> {
    const { bucket, key } = location as S3Location;
    const abortSignal = AbortSignal.timeout(REMOVE_MS);
    await this.#client
      .send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), { abortSignal })
      .catch((error: unknown) => {
        throw s3Error(error, location);
      });
  }

  #uploadOptions(options: TransferOptions): UploadOptions {
    return { client: this.#client, encryption: this.#options.encryption, ...options };
  }

  /** Once the job is stopped, that is the reason to give, whatever error it led to. */
  async #attempt<T>(location: Location, action: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    try {
      return await action(signal);
    } catch (error) {
      signal.throwIfAborted();
      throw s3Error(error, location);
    }
  }
}

function info(location: Location, size: number | undefined, etag: string | undefined): ObjectInfo {
  return {
    location,
    sizeBytes: size ?? 0,
    ...(etag !== undefined && { etag: etag.replaceAll('"', '') }),
  };
}

/** The zero-byte object by which consoles and some tools show an empty directory. */
const isDirectoryMarker = ({ Key = '', Size }: _Object): boolean => Key.endsWith('/') && Size === 0;

/** For an output, an absent bucket does not mean an absent input. */
function asOutputError(error: unknown): never {
  if (error instanceof JobError && error.code === 'input-absent') {
    throw new JobError({ ...error.facts, code: 'cannot-write-output' }, error);
  }
  throw error;
}
