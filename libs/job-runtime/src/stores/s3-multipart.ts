import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import pLimit from 'p-limit';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import { JobError } from '../errors.ts';
import type { S3Location } from '../location/location.ts';
import { alreadyExists } from './already-exists.ts';
import { crc32Base64, crc32OfParts } from './checksum/crc32.ts';
import type { CommitOptions, PendingWrite, PublishedObject } from './object-store.ts';
import { abortIntended, abortMultipart } from './s3-abort-uploads.ts';
import { encryptionFields } from './s3-encryption.ts';
import { isUnclear, s3Error } from './s3-error.ts';
import { markFields } from './s3-mark.ts';
import type { UploadOptions } from './s3-upload.ts';
import {
  findWritten,
  publishedObject,
  unquoted,
  type WriteAnswer,
  type WrittenContent,
} from './s3-written.ts';
import type { UnfinishedUpload } from './store-journal.ts';

const MIB = 1024 * 1024;
/** Up to this size an object is put in one request; S3 asks for parts of at least 5 MiB. */
export const MIN_PART_BYTES = 16 * MIB;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
/** Parts are held in memory while they are sent: together no more than this, or one part if that is larger. */
const PARTS_IN_MEMORY_BYTES = 64 * MIB;

/** A large output whose bytes are all in S3, in parts that nobody sees until `commit` puts them together. */
export class MultipartUpload implements PendingWrite {
  readonly #upload: UnfinishedUpload;
  readonly #sizeBytes: number;
  readonly #parts: readonly CompletedPart[];
  readonly location: S3Location;
  readonly mark: string;
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
      // The first failure is the one to tell; an upload that stays is in the journal.
      await endMultipart(upload, options).catch(() => undefined);
      throw s3Error(error, location);
    }
  }

  async commit({ ifAbsent = false }: CommitOptions = {}): Promise<PublishedObject> {
    const { client, journal } = this.#options;
    const answer = await this.#complete(ifAbsent);
    journal?.uploadEnded(this.#upload.uploadId);
    return publishedObject(client, this.location, this.#sizeBytes, answer);
  }

  async discard(): Promise<void> {
    await endMultipart(this.#upload, this.#options);
  }

  async #complete(ifAbsent: boolean): Promise<WriteAnswer> {
    const { client } = this.#options;
    const { bucket, key, uploadId } = this.#upload;
    const find = () => findWritten(client, this.location, this.#written());
    try {
      // Not stopped half-way by the job's signal: what a cut-off request did could not be told, nor taken back.
      return await client.send(
        new CompleteMultipartUploadCommand({
          Bucket: bucket,
          Key: key,
          UploadId: uploadId,
          MultipartUpload: { Parts: [...this.#parts] },
          ...(ifAbsent && { IfNoneMatch: '*' }),
        }),
      );
    } catch (error) {
      // NoSuchUpload, too, is how a repeated request ends whose first answer was lost.
      const written = isUnclear(error) ? await find() : undefined;
      if (written) return written;
      const aborted = await endMultipart(this.#upload, this.#options).catch(() => 'unknown');
      const late = aborted === 'was-gone' ? await find() : undefined;
      if (late) return late;
      const problem = s3Error(error, this.location);
      throw ifAbsent && problem.facts.kind === 'precondition-failed'
        ? alreadyExists(this.location, error)
        : problem;
    }
  }

  #written(): WrittenContent {
    return {
      sizeBytes: this.#sizeBytes,
      crc32: crc32OfParts(this.#parts.map(({ ChecksumCRC32 = '' }) => ChecksumCRC32)),
      etag: etagOfParts(this.#parts.map(({ ETag }) => unquoted(ETag) ?? '')),
    };
  }
}

/**
 * Starts a multipart upload and notes it in the journal, before and after S3 is asked: so one whose answer never
 * came, because it was lost or this job killed, is known as well.
 *
 * @throws JobError
 */
export async function startMultipart(
  location: S3Location,
  options: UploadOptions,
): Promise<UnfinishedUpload> {
  const { client, journal } = options;
  const { bucket, key } = location;
  const intended = { bucket, key, atMs: Date.now() };
  const intention = journal?.uploadIntended(intended) ?? '';
  try {
    const { UploadId, $metadata } = await client.send(
      new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        ChecksumAlgorithm: 'CRC32',
        ...encryptionFields(options.encryption),
        ...markFields(options.attempt),
      }),
      { abortSignal: options.signal },
    );
    const upload = { bucket, key, uploadId: UploadId as string };
    try {
      journal?.uploadStarted(intention, upload);
    } catch (error) {
      // What is not in the journal, nobody would abort if this job were killed.
      await endMultipart(upload, options).catch(() => undefined);
      throw error;
    }
    // Asked more than once, S3 may have started more than one.
    if (($metadata.attempts ?? 1) > 1) await abortIntended(client, intended, upload.uploadId);
    return upload;
  } catch (error) {
    const mayHaveStarted = isUnclear(error) || options.signal.aborted;
    const isGone = !mayHaveStarted || (await abortIntended(client, intended));
    if (isGone) journal?.uploadEnded(intention);
    throw s3Error(error, location);
  }
}

/** Aborts an upload of this job. Works after the job's signal was aborted as well. */
export async function endMultipart(
  upload: UnfinishedUpload,
  { client, journal }: UploadOptions,
): Promise<'aborted' | 'was-gone'> {
  const end = await abortMultipart(client, upload);
  journal?.uploadEnded(upload.uploadId);
  return end;
}

async function uploadParts(
  source: string,
  sizeBytes: number,
  { bucket, key, uploadId }: UnfinishedUpload,
  { client, signal, onBytes }: UploadOptions,
): Promise<CompletedPart[]> {
  const partBytes = partSizeFor(sizeBytes);
  const limit = pLimit(Math.max(1, Math.floor(PARTS_IN_MEMORY_BYTES / partBytes)));
  const file = await open(source);

  const uploadPart = async (index: number, abortSignal: AbortSignal): Promise<CompletedPart> => {
    abortSignal.throwIfAborted();
    const content = Buffer.allocUnsafe(Math.min(partBytes, sizeBytes - index * partBytes));
    await readFully(file, content, index * partBytes);
    const PartNumber = index + 1;
    const ChecksumCRC32 = crc32Base64(content);
    const { ETag } = await client.send(
      new UploadPartCommand({
        Bucket: bucket,
        Key: key,
        UploadId: uploadId,
        PartNumber,
        Body: content,
        ContentLength: content.length,
        ChecksumCRC32,
      }),
      { abortSignal },
    );
    onBytes(content.length);
    return { PartNumber, ETag, ChecksumCRC32 };
  };

  try {
    const parts = await allOrFirstFailure(
      signal,
      Array.from(
        { length: Math.ceil(sizeBytes / partBytes) },
        (_, index) => (abortSignal) => limit(() => uploadPart(index, abortSignal)),
      ),
    );
    if ((await file.stat()).size !== sizeBytes) throw changed('changed its size');
    return parts;
  } finally {
    await file.close();
  }
}

/** The smallest whole number of MiB, at least 16, with which the file fits into S3's 10,000 parts. */
export function partSizeFor(sizeBytes: number): number {
  return Math.max(MIN_PART_BYTES, Math.ceil(sizeBytes / MAX_PARTS / MIB) * MIB);
}

/** S3 makes it of the parts' MD5 sums; `undefined` where those are no MD5 sums. */
export function etagOfParts(etags: readonly string[]): string | undefined {
  if (!etags.every((etag) => /^[0-9a-f]{32}$/.test(etag))) return undefined;
  const md5 = createHash('md5')
    .update(Buffer.from(etags.join(''), 'hex'))
    .digest('hex');
  return `${md5}-${etags.length}`;
}

async function readFully(
  file: Awaited<ReturnType<typeof open>>,
  buffer: Buffer,
  position: number,
): Promise<void> {
  for (let done = 0; done < buffer.length;) {
    const { bytesRead } = await file.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) throw changed('became shorter');
    done += bytesRead;
  }
}

const changed = (how: string): JobError =>
  new JobError({
    code: 'bad-data',
    problem: `the tool’s output ${how} while it was uploaded`,
    advice: 'Something the tool started still writes to it; have the tool wait for its end.',
  });
