import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { S3Location } from '../location/location.ts';
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
import { SlowConnections } from '../transfer/slow-connections.ts';
import { RequestLimits } from '../transfer/request-limits.ts';
import { S3Clients } from './client/clients.ts';
import { download, type DownloadOptions } from './read/download.ts';
import { s3Error, s3WriteError } from './client/error.ts';
import { checkTree } from './read/check-tree.ts';
import { askForReason, head, isWithoutReason } from './read/head.ts';
import { listObjects } from './read/list.ts';
import { readInOrder } from './read/read.ts';
import { S3DataPath } from './connection/data-path.ts';
import { probeConditionalWrites } from './write/probe-conditional.ts';
import { putObject } from './write/put-object.ts';
import { prepareUpload, probeUpload } from './write/upload.ts';
import type { UploadOptions } from './write/upload-options.ts';
import { uploadStream } from './write/upload-stream.ts';
import { findMarked } from './write/written.ts';
import type { S3StoreOptions } from './s3-store-options.ts';
import { transferBytesOf } from '../transfer/transfer-bytes.ts';
import { UploadMemory } from '../transfer/upload-memory.ts';

/** Removals run at a job's end, often after it was stopped: they must end before it is killed. */
const REMOVE_MS = 10_000;

export type { ConditionalWrites, S3StoreOptions } from './s3-store-options.ts';

export class S3Store implements ObjectStore<S3Location> {
  readonly #clients: S3Clients;
  readonly #options: S3StoreOptions;
  readonly #dataPath: S3DataPath;
  readonly #memoryBytes: number;
  readonly #uploadMemory: UploadMemory;
  readonly #limits: RequestLimits;
  readonly #slowConnections = new SlowConnections();

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
    this.#limits = new RequestLimits(this.#memoryBytes);
  }

  async stat(location: S3Location): Promise<ObjectInfo<S3Location>> {
    try {
      return await this.#attempt(location, (client, signal) => head(client, location, signal));
    } catch (error) {
      if (isWithoutReason(error)) {
        await this.#attempt(location, (client, signal) => askForReason(client, location, signal));
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

  /** After a stop, it throws the signal's reason only if nothing of the object is left. */
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
      slowConnections: this.#slowConnections,
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

  /** After a stop, it throws the signal's reason instead of the error that the stop caused. */
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
