import { CompleteMultipartUploadCommand, type CompletedPart } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import type { S3Location } from '../../location/location.ts';
import { alreadyExists } from '../../already-exists.ts';
import { crc32OfParts } from '../../checksum/crc32.ts';
import { beforeEachTryOf } from '../client/each-try.ts';
import type { CommitOptions, PendingWrite, PublishedObject } from '../../object-store.ts';
import { isUnclear, s3WriteError } from '../client/error.ts';
import { endMultipart, startMultipart } from './start-multipart.ts';
import type { UploadOptions } from './upload-options.ts';
import { uploadParts } from './upload-parts.ts';
import {
  findWritten,
  publishedObject,
  unquoted,
  type WriteResponse,
  type WrittenContent,
} from './written.ts';
import type { UnfinishedUpload } from '../../store-journal.ts';

/** A large output. All its bytes are in S3, in parts that stay invisible until `commit` joins them. */
export class MultipartUpload implements PendingWrite {
  readonly #upload: UnfinishedUpload;
  readonly #sizeBytes: number;
  readonly #parts: readonly CompletedPart[];
  readonly location: S3Location;
  readonly mark: string;
  readonly unfinished = 'upload';
  readonly #options: UploadOptions;

  private constructor(
    upload: UnfinishedUpload,
    sizeBytes: number,
    parts: readonly CompletedPart[],
    location: S3Location,
    options: UploadOptions,
  ) {
    this.#upload = upload;
    this.#sizeBytes = sizeBytes;
    this.#parts = parts;
    this.location = location;
    this.mark = options.attempt;
    this.#options = options;
  }

  /** An upload whose parts were already sent. */
  static of(
    upload: UnfinishedUpload,
    sizeBytes: number,
    parts: readonly CompletedPart[],
    location: S3Location,
    options: UploadOptions,
  ): MultipartUpload {
    return new MultipartUpload(upload, sizeBytes, parts, location, options);
  }

  static async start(
    source: string,
    sizeBytes: number,
    location: S3Location,
    options: UploadOptions,
  ): Promise<MultipartUpload> {
    const upload = await startMultipart(location, options);
    try {
      const parts = await uploadParts(source, sizeBytes, upload, options);
      return new MultipartUpload(upload, sizeBytes, parts, location, options);
    } catch (error) {
      // Report the first failure, not this one: if the upload stays, the journal has it.
      await endMultipart(upload, options).catch(() => undefined);
      throw s3WriteError(error, location);
    }
  }

  async commit(commit: CommitOptions = {}): Promise<PublishedObject> {
    const { client, journal } = this.#options;
    const response = await this.#complete(commit);
    journal?.uploadEnded(this.#upload.uploadId);
    return publishedObject(client, this.location, this.#sizeBytes, response);
  }

  async discard(): Promise<void> {
    await endMultipart(this.#upload, this.#options);
  }

  async #complete({ ifAbsent = false, beforeEachTry }: CommitOptions): Promise<WriteResponse> {
    const { client, conditionalWrites } = this.#options;
    const isConditional = ifAbsent && conditionalWrites !== 'ignore';
    const { bucket, key, uploadId } = this.#upload;
    const find = () => findWritten(client, this.location, this.#written());
    try {
      // Without the job's signal: the outcome of an aborted request would be unknown, and could not be rolled back.
      const command = new CompleteMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        UploadId: uploadId,
        MultipartUpload: { Parts: [...this.#parts] },
        ...(isConditional && { IfNoneMatch: '*' }),
      });
      return await client.send(beforeEachTryOf(command, beforeEachTry));
    } catch (error) {
      // A repeated request whose first response was lost may also end with NoSuchUpload.
      const written = isUnclear(error) ? await find() : undefined;
      if (written) return written;
      const aborted = await endMultipart(this.#upload, this.#options).catch(() => 'unknown');
      const late = aborted === 'was-gone' ? await find() : undefined;
      if (late) return late;
      const problem = s3WriteError(error, this.location);
      throw ifAbsent && problem.facts.kind === 'precondition-failed'
        ? alreadyExists(this.location, error)
        : problem;
    }
  }

  #written(): WrittenContent {
    return {
      sizeBytes: this.#sizeBytes,
      crc32: crc32OfParts(this.#parts.map(({ ChecksumCRC32 = '' }) => ChecksumCRC32)),
      mark: this.mark,
      etag: etagOfParts(this.#parts.map(({ ETag }) => unquoted(ETag) ?? '')),
    };
  }
}

/** S3 makes the ETag of the parts' MD5 sums. `undefined` if the parts' ETags are not MD5 sums. */
export function etagOfParts(etags: readonly string[]): string | undefined {
  if (!etags.every((etag) => /^[0-9a-f]{32}$/.test(etag))) return undefined;
  const md5 = createHash('md5')
    .update(Buffer.from(etags.join(''), 'hex'))
    .digest('hex');
  return `${md5}-${etags.length}`;
}
