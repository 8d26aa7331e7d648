import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { StoreError } from '../errors.ts';
import type { Location, S3Location } from '../location/location.ts';
import { readWhole } from '../read-whole.ts';
import type {
  CommitOptions,
  EachTry,
  MarkedObject,
  ReadOptions,
  TransferOptions,
  ListedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
  PublishedObject,
} from '../object-store.ts';
import { beforeEachTryOf } from './client/each-try.ts';
import { Pace } from '../transfer/pace.ts';
import { RequestLimits } from '../transfer/request-limits.ts';
import { S3Clients } from './client/clients.ts';
import { download, type DownloadOptions } from './read/download.ts';
import { s3Error, s3WriteError } from './client/error.ts';
import { listObjects } from './read/list.ts';
import { archiveOf, checksumOf } from './read/object-facts.ts';
import { readInOrder } from './read/read.ts';
import { S3DataPath } from './connection/data-path.ts';
import type { Encryption } from './write/encryption.ts';
import { probeConditionalWrites } from './write/probe-conditional.ts';
import { putObject } from './write/put-object.ts';
import { prepareUpload, probeUpload } from './write/upload.ts';
import type { UploadOptions } from './write/upload-options.ts';
import { uploadStream } from './write/upload-stream.ts';
import { findMarked } from './write/written.ts';
import type { UploadJournal } from '../store-journal.ts';
import { transferBytesOf } from '../transfer/transfer-bytes.ts';
import { UploadMemory } from '../transfer/upload-memory.ts';

/** A removal, and what is looked for to be removed, is at a job's end, which may be within the time until it is killed. */
const REMOVE_MS = 10_000;

export interface S3StoreOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Ends everything under way when the job is stopped; its reason is thrown. */
  readonly signal: AbortSignal;
  readonly encryption: Encryption;
  /** Kept in the metadata of all that is written, as the mark by which this job's objects are known. */
  readonly attempt?: string | ((location: Location) => string);
  /** Told every multipart upload, so that one that a killed job left can be aborted later. */
  readonly journal?: UploadJournal;
  /** A body of which nothing arrives for so long is given up, and asked for again: 10 s unless given. */
  readonly bodyIdleMs?: number;
  /** How long a server may take until the head of its response: 22 s for content, 25 s for the rest unless given. */
  readonly responseMs?: number;
  /** In this time a body must bring 64 KiB: a minute unless given. */
  readonly slowestMs?: number;
  /** What the job was granted; unless given, enough. */
  readonly memoryMiB?: number;
  /** How many jobs share the host at this time, this one included; one unless given. */
  readonly countJobs?: () => Promise<number>;
  /** Accepts that the job's account pays for requests to buckets whose owner does not. */
  readonly requesterPays?: boolean;
  /** With `ignore`, a write that is to be the first looks whether there is one, and two may do so at once. */
  readonly conditionalWrites?: ConditionalWrites;
}

export type ConditionalWrites = 'required' | 'ignore';

export class S3Store implements ObjectStore<S3Location> {
  readonly #clients: S3Clients;
  readonly #options: S3StoreOptions;
  readonly #dataPath: S3DataPath;
  readonly #memoryBytes: number;
  readonly #uploadMemory: UploadMemory;
  readonly #limits: RequestLimits;
  readonly #pace = new Pace();

  constructor(options: S3StoreOptions) {
    const { env, requesterPays = false, responseMs } = options;
    this.#clients = new S3Clients(env, {
      requesterPays,
      ...(responseMs !== undefined && { responseMs }),
    });
    this.#options = options;
    this.#dataPath = new S3DataPath(this.#clients, options);
    this.#memoryBytes = transferBytesOf(options.memoryMiB ?? Infinity);
    this.#uploadMemory = new UploadMemory(this.#memoryBytes);
    this.#limits = new RequestLimits(
      this.#memoryBytes,
      options.countJobs ?? (() => Promise.resolve(1)),
    );
  }

  async stat(location: S3Location): Promise<ObjectInfo<S3Location>> {
    const { bucket, key } = location;
    try {
      return await this.#attempt(location, async (client, abortSignal) => {
        const head = await client.send(
          new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }),
          { abortSignal },
        );
        const checksum = checksumOf(head);
        const archived = archiveOf(head);
        return {
          ...info(location, head.ContentLength, head.ETag),
          ...(checksum && { checksum }),
          ...(archived !== undefined && { archived }),
        };
      });
    } catch (error) {
      if (isWithoutReason(error)) {
        await this.#attempt(location, (client, signal) =>
          askForReason(client, bucket, key, signal),
        );
      }
      throw error;
    }
  }

  async list(
    directory: S3Location,
    onPart?: (objects: readonly ListedObject<S3Location>[]) => void,
  ): Promise<readonly ListedObject<S3Location>[]> {
    return this.#attempt(directory, async (client, signal) => {
      const objects = await listObjects(client, directory, signal, onPart);
      checkTree(objects);
      return objects;
    });
  }

  async fetch(
    object: ObjectInfo<S3Location>,
    target: string,
    options: TransferOptions,
  ): Promise<'downloaded'> {
    const { bucket } = object.location;
    await this.#clients.locate(bucket, async () =>
      download(object, target, await this.#downloadOptions(bucket, options)),
    );
    return 'downloaded';
  }

  read(location: S3Location, options: ReadOptions): Promise<Buffer> {
    return readWhole(this, location, options);
  }

  async *stream(object: ObjectInfo<S3Location>, options: TransferOptions): AsyncGenerator<Buffer> {
    const { bucket } = object.location;
    const memoryBytes = this.#memoryBytes;
    yield* readInOrder(object, { memoryBytes, ...(await this.#downloadOptions(bucket, options)) });
  }

  async probeWrite(location: S3Location): Promise<void> {
    await this.#attempt(location, async (client, signal) =>
      probeUpload(location, {
        ...(await this.#uploadOptions(location, client)),
        signal,
        onBytes: () => undefined,
      }),
    );
  }

  /** Stopped, it throws the signal's reason only where nothing of the object is left. */
  async probeConditionalWrites({ location, mark }: MarkedObject<S3Location>): Promise<void> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    try {
      await this.#clients.locate(location.bucket, async (client) =>
        probeConditionalWrites(location, {
          ...(await this.#uploadOptions(location, client)),
          attempt: mark,
          signal,
          onBytes: () => undefined,
        }),
      );
    } catch (error) {
      if (error !== signal.reason) throw s3Error(error, location);
      throw error;
    }
  }

  async put(
    content: Buffer,
    location: S3Location,
    commit: CommitOptions = {},
  ): Promise<PublishedObject> {
    try {
      return await this.#clients.locate(location.bucket, async (client) => {
        const options = await this.#uploadOptions(location, client);
        return putObject(content, location, options, commit);
      });
    } catch (error) {
      throw s3WriteError(error, location);
    }
  }

  async prepare(
    source: string,
    location: S3Location,
    options: TransferOptions,
  ): Promise<PendingWrite> {
    const { bucket } = location;
    return prepareUpload(source, location, {
      ...(await this.#uploadOptions(location, this.#clients.for(bucket))),
      ...options,
    });
  }

  async prepareStream(
    content: AsyncIterable<Buffer>,
    location: S3Location,
    options: TransferOptions,
  ): Promise<PendingWrite> {
    const { bucket } = location;
    return uploadStream(content, location, {
      ...(await this.#uploadOptions(location, this.#clients.for(bucket))),
      ...options,
    });
  }

  async remove(location: S3Location, { beforeEachTry }: EachTry = {}): Promise<void> {
    const { bucket, key } = location;
    const abortSignal = AbortSignal.timeout(REMOVE_MS);
    const command = new DeleteObjectCommand({ Bucket: bucket, Key: key });
    await this.#clients
      .for(bucket)
      .send(beforeEachTryOf(command, beforeEachTry), { abortSignal })
      .catch((error: unknown) => {
        throw s3Error(error, location);
      });
  }

  async findMarked(object: MarkedObject<S3Location>): Promise<PublishedObject | undefined> {
    const { location } = object;
    try {
      return await this.#clients.locate(location.bucket, (client) => findMarked(client, object));
    } catch (error) {
      const problem = s3Error(error, location);
      if (problem.code === 'input-absent') return undefined;
      throw problem;
    }
  }

  async #downloadOptions(bucket: string, options: TransferOptions): Promise<DownloadOptions> {
    const { slowestMs } = this.#options;
    return {
      client: this.#clients.for(bucket),
      source: await this.#dataPath.sourceFor(bucket),
      limits: this.#limits,
      pace: this.#pace,
      ...(slowestMs !== undefined && { slowestMs }),
      ...options,
    };
  }

  async #uploadOptions(
    location: S3Location,
    client: S3Client,
  ): Promise<Omit<UploadOptions, keyof TransferOptions>> {
    const { bucket } = location;
    const {
      encryption,
      journal,
      attempt: given = '',
      conditionalWrites = 'required',
    } = this.#options;
    const attempt = typeof given === 'string' ? given : given(location);
    const sender = await this.#dataPath.senderFor(bucket);
    const [memory, limits] = [this.#uploadMemory, this.#limits];
    return {
      ...{ client, sender, memory, limits, encryption, attempt, conditionalWrites },
      ...(journal && { journal }),
    };
  }

  /** Once the job is stopped, that is the reason to give, whatever error it led to. */
  async #attempt<T>(
    location: S3Location,
    action: (client: S3Client, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    try {
      return await this.#clients.locate(location.bucket, (client) => action(client, signal));
    } catch (error) {
      signal.throwIfAborted();
      throw s3Error(error, location);
    }
  }
}

function info(
  location: S3Location,
  size: number | undefined,
  etag: string | undefined,
): ObjectInfo<S3Location> {
  return {
    location,
    sizeBytes: size ?? 0,
    ...(etag !== undefined && { etag: etag.replaceAll('"', '') }),
  };
}

/** In S3 `a` and `a/b` can both be objects; on a disk `a` is either a file or a directory. */
function checkTree(objects: readonly ListedObject<S3Location>[]): void {
  const files = new Set(objects.map(({ relativePath }) => relativePath));
  for (const { relativePath, location } of objects) {
    for (let slash = relativePath.indexOf('/'); slash > 0;) {
      const parent = relativePath.slice(0, slash);
      if (files.has(parent)) {
        throw new StoreError({
          code: 'bad-data',
          problem: `it lies below "${parent}", which is an object itself: a file cannot be a directory, too`,
          advice: 'Copy one of the two to another key, and give a directory that holds only one.',
          location,
        });
      }
      slash = relativePath.indexOf('/', slash + 1);
    }
  }
}

/**
 * S3 refuses expired credentials with 400 and a missing permission with 403, and answers a HEAD without a body, where the reason would be:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const isWithoutReason = (error: unknown): boolean =>
  error instanceof StoreError &&
  [400, 403].includes(
    (error.cause as Partial<S3ServiceException> | undefined)?.$metadata?.httpStatusCode ?? 0,
  );

/** @throws what S3 says to a GET */
async function askForReason(
  client: S3Client,
  Bucket: string,
  Key: string,
  abortSignal: AbortSignal,
): Promise<void> {
  const range = { Bucket, Key, Range: 'bytes=0-0' };
  const { Body } = await client.send(new GetObjectCommand(range), { abortSignal });
  (Body as Readable | undefined)?.destroy();
}
