import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { allOrFirstFailure } from '../../all-or-first-failure.ts';
import type { S3Location } from '../../location/location.ts';
import { abortedLater } from '../../aborted-later.ts';
import { alreadyExists } from '../../already-exists.ts';
import { cut, type ByteRange } from '../../byte-range.ts';
import { crc32Base64, crc32OfParts } from '../../checksum/crc32.ts';
import { beforeEachTryOf } from '../client/each-try.ts';
import { changedOutput, FilePart, readFully } from '../../local/file-part.ts';
import type { CommitOptions, PendingWrite, PublishedObject } from '../../object-store.ts';
import { abortIntended, abortMultipart } from './abort-uploads.ts';
import { encryptionFields } from './encryption.ts';
import { isUnclear, s3WriteError } from '../client/error.ts';
import { markFields } from './mark.ts';
import type { PartRequest } from '../connection/sender.ts';
import type { UploadOptions } from './upload-options.ts';
import {
  findWritten,
  publishedObject,
  unquoted,
  type WriteAnswer,
  type WrittenContent,
} from './written.ts';
import type { UnfinishedUpload } from '../../store-journal.ts';
import { MAX_HELD_BYTES } from '../../transfer/upload-memory.ts';

const MIB = 1024 * 1024;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
/**
 * For how long a stopped job waits for the answer to what it asked to be started: of a request that is cut off, S3 may
 * start an upload after this job has looked for it.
 */
const LAST_ANSWER_MS = 5_000;

/** A large output whose bytes are all in S3, in parts that nobody sees until `commit` puts them together. */
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

  /** Of parts that were sent already. */
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
      // The first failure is the one to tell; an upload that stays is in the journal.
      await endMultipart(upload, options).catch(() => undefined);
      throw s3WriteError(error, location);
    }
  }

  async commit(commit: CommitOptions = {}): Promise<PublishedObject> {
    const { client, journal } = this.#options;
    const answer = await this.#complete(commit);
    journal?.uploadEnded(this.#upload.uploadId);
    return publishedObject(client, this.location, this.#sizeBytes, answer);
  }

  async discard(): Promise<void> {
    await endMultipart(this.#upload, this.#options);
  }

  async #complete({ ifAbsent = false, beforeEachTry }: CommitOptions): Promise<WriteAnswer> {
    const { client, conditionalWrites } = this.#options;
    const isConditional = ifAbsent && conditionalWrites !== 'ignore';
    const { bucket, key, uploadId } = this.#upload;
    const find = () => findWritten(client, this.location, this.#written());
    try {
      // Not stopped half-way by the job's signal: what a cut-off request did could not be told, nor taken back.
      const command = new CompleteMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        UploadId: uploadId,
        MultipartUpload: { Parts: [...this.#parts] },
        ...(isConditional && { IfNoneMatch: '*' }),
      });
      return await client.send(beforeEachTryOf(command, beforeEachTry));
    } catch (error) {
      // NoSuchUpload, too, is how a repeated request ends whose first answer was lost.
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

/**
 * Starts a multipart upload and notes it in the journal, before and after S3 is asked: so one whose answer never
 * came, because it was lost or this job killed, is known as well.
 *
 * @throws StoreError
 */
export async function startMultipart(
  location: S3Location,
  options: UploadOptions,
): Promise<UnfinishedUpload> {
  const { client, journal } = options;
  const { bucket, key } = location;
  options.signal.throwIfAborted();
  const intended = { bucket, key, atMs: Date.now() };
  const intention = journal?.uploadIntended(intended) ?? '';
  const later = abortedLater(options.signal, LAST_ANSWER_MS);
  try {
    const { UploadId, $metadata } = await client.send(
      new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        ChecksumAlgorithm: 'CRC32',
        ...encryptionFields(options.encryption),
        ...markFields(options.attempt),
      }),
      { abortSignal: later.signal },
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
    if (($metadata.attempts ?? 1) > 1)
      await abortIntended(client, intended, { keep: new Set([upload.uploadId]) });
    return upload;
  } catch (error) {
    const mayHaveStarted = isUnclear(error) || options.signal.aborted;
    const isGone = !mayHaveStarted || (await abortIntended(client, intended));
    if (isGone) journal?.uploadEnded(intention);
    throw s3WriteError(error, location);
  } finally {
    later.end();
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
  upload: UnfinishedUpload,
  options: UploadOptions,
): Promise<CompletedPart[]> {
  const file = await open(source);
  try {
    const before = await file.stat({ bigint: true });
    const parts = await allOrFirstFailure(
      options.signal,
      cut({ start: 0, end: sizeBytes }, partSizeFor(sizeBytes)).map(
        (range, index) => (signal) =>
          uploadPart(file, range, { upload, partNumber: index + 1 }, { ...options, signal }),
      ),
    );
    const { size, mtimeNs } = await file.stat({ bigint: true });
    if (Number(size) !== sizeBytes) throw changedOutput('changed its size');
    if (mtimeNs !== before.mtimeNs) throw changedOutput('was written to');
    return parts;
  } finally {
    await file.close();
  }
}

/** Sends a part from memory that is lent to it; one that is larger piece by piece. */
async function uploadPart(
  file: FileHandle,
  range: ByteRange,
  part: Pick<PartRequest, 'upload' | 'partNumber'>,
  { memory, sender, limits, signal, onBytes }: UploadOptions,
): Promise<CompletedPart> {
  const sizeBytes = range.end - range.start;
  return memory.lend(Math.min(sizeBytes, MAX_HELD_BYTES), async (held) => {
    signal.throwIfAborted();
    const isHeld = held.length === sizeBytes;
    if (isHeld) await readFully(file, held, range.start);
    const content = isHeld ? held : new FilePart(file, range, held);
    const crc32 = Buffer.isBuffer(content) ? crc32Base64(content) : await content.crc32Base64();
    const ETag = await limits.any(() => sender.putPart({ ...part, content, crc32 }, signal));
    onBytes(sizeBytes);
    return { PartNumber: part.partNumber, ETag, ChecksumCRC32: crc32 };
  });
}

/** The smallest whole number of MiB, at least what memory is lent for, with which the file fits into S3's 10,000 parts. */
export function partSizeFor(sizeBytes: number): number {
  return Math.max(MAX_HELD_BYTES, Math.ceil(sizeBytes / MAX_PARTS / MIB) * MIB);
}

/** S3 makes it of the parts' MD5 sums; `undefined` where those are no MD5 sums. */
export function etagOfParts(etags: readonly string[]): string | undefined {
  if (!etags.every((etag) => /^[0-9a-f]{32}$/.test(etag))) return undefined;
  const md5 = createHash('md5')
    .update(Buffer.from(etags.join(''), 'hex'))
    .digest('hex');
  return `${md5}-${etags.length}`;
}
