import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import { open, readFile, stat } from 'node:fs/promises';
import pLimit from 'p-limit';
import { crc32 } from 'node:zlib';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import { alreadyExists, type JobError } from '../errors.ts';
import type { S3Location } from '../location/location.ts';
import type { CommitOptions, PendingWrite, PublishedObject } from './object-store.ts';
import { s3Error } from './s3-error.ts';

const MIB = 1024 * 1024;
/** Up to this size an object is put in one request; S3 asks for parts of at least 5 MiB. */
const MIN_PART_BYTES = 16 * MIB;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
/** Parts are held in memory while they are sent: together no more than this, or one part if that is larger. */
const PARTS_IN_MEMORY_BYTES = 64 * MIB;
/** What is left to take back when a job is stopped must fit into the time until it is killed. */
const TAKE_BACK_MS = 10_000;

export interface Encryption {
  readonly sse: 'AES256' | 'aws:kms' | 'none';
  readonly kmsKeyId?: string;
}

export interface UploadOptions {
  readonly client: S3Client;
  readonly signal: AbortSignal;
  readonly encryption: Encryption;
  readonly onBytes: (delta: number) => void;
}

/**
 * Uploads a file so that nothing is visible until `commit`: a large one as a multipart upload that is not yet
 * completed; a small one is put by `commit` itself.
 */
export async function prepareUpload(
  source: string,
  location: S3Location,
  options: UploadOptions,
): Promise<PendingWrite> {
  const { size } = await stat(source);
  return size <= MIN_PART_BYTES
    ? new SmallUpload(source, location, options)
    : MultipartUpload.start(source, size, location, options);
}

/**
 * Finds out whether the job may write to `location`: starts a multipart upload there and aborts it, which needs
 * the same permissions as the upload itself and leaves nothing to be seen.
 */
export async function probeUpload(location: S3Location, options: UploadOptions): Promise<void> {
  const uploadId = await createMultipart(location, options);
  await abortMultipart(location, uploadId, options);
}

class SmallUpload implements PendingWrite {
  readonly #source: string;
  readonly #location: S3Location;
  readonly #options: UploadOptions;

  constructor(source: string, location: S3Location, options: UploadOptions) {
    this.#source = source;
    this.#location = location;
    this.#options = options;
  }

  async commit({ ifAbsent = false }: CommitOptions = {}): Promise<PublishedObject> {
    const { client, encryption, onBytes } = this.#options;
    const location = this.#location;
    const content = await readFile(this.#source);
    const checksum = crc32Base64(content);
    try {
      // Not stopped half-way by the job's signal: what a cut-off request did could not be told, nor taken back.
      const { ETag, VersionId } = await client.send(
        new PutObjectCommand({
          Bucket: location.bucket,
          Key: location.key,
          Body: content,
          ContentLength: content.length,
          ChecksumCRC32: checksum,
          ...(ifAbsent && { IfNoneMatch: '*' }),
          ...encryptionFields(encryption),
        }),
      );
      onBytes(content.length);
      return {
        location,
        sizeBytes: content.length,
        ...(ETag !== undefined && { etag: ETag.replaceAll('"', '') }),
        crc32: checksum,
        retract: () => remove(location, VersionId, this.#options),
      };
    } catch (error) {
      throw commitError(error, location);
    }
  }

  async discard(): Promise<void> {
    // Nothing was sent yet.
  }
}

class MultipartUpload implements PendingWrite {
  readonly #uploadId: string;
  readonly #sizeBytes: number;
  readonly #parts: readonly CompletedPart[];
  readonly #location: S3Location;
  readonly #options: UploadOptions;

  private constructor(
    uploadId: string,
    sizeBytes: number,
    parts: readonly CompletedPart[],
    location: S3Location,
    options: UploadOptions,
  ) {
    this.#uploadId = uploadId;
    this.#sizeBytes = sizeBytes;
    this.#parts = parts;
    this.#location = location;
    this.#options = options;
  }

  static async start(
    source: string,
    sizeBytes: number,
    location: S3Location,
    options: UploadOptions,
  ): Promise<MultipartUpload> {
    const uploadId = await createMultipart(location, options);
    try {
      const parts = await uploadParts(source, sizeBytes, uploadId, location, options);
      return new MultipartUpload(uploadId, sizeBytes, parts, location, options);
    } catch (error) {
      await abortMultipart(location, uploadId, options);
      throw s3Error(error, location);
    }
  }

  async commit({ ifAbsent = false }: CommitOptions = {}): Promise<PublishedObject> {
    const { client } = this.#options;
    const location = this.#location;
    try {
      // As with a small object's put, not stopped half-way.
      const { ETag, VersionId } = await client.send(
        new CompleteMultipartUploadCommand({
          Bucket: location.bucket,
          Key: location.key,
          UploadId: this.#uploadId,
          MultipartUpload: { Parts: [...this.#parts] },
          ...(ifAbsent && { IfNoneMatch: '*' }),
        }),
      );
      return {
        location,
        sizeBytes: this.#sizeBytes,
        ...(ETag !== undefined && { etag: ETag.replaceAll('"', '') }),
        retract: () => remove(location, VersionId, this.#options),
      };
    } catch (error) {
      await this.discard().catch(() => undefined);
      throw commitError(error, location);
    }
  }

  async discard(): Promise<void> {
    await abortMultipart(this.#location, this.#uploadId, this.#options);
  }
}

/** 412: something is there; 409: something was written at the same moment. Only conditional writes get either. */
function commitError(error: unknown, location: S3Location): JobError {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status === 412 || status === 409
    ? alreadyExists(location, error)
    : s3Error(error, location);
}

async function uploadParts(
  source: string,
  sizeBytes: number,
  uploadId: string,
  location: S3Location,
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
        Bucket: location.bucket,
        Key: location.key,
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
    return await allOrFirstFailure(
      signal,
      Array.from(
        { length: Math.ceil(sizeBytes / partBytes) },
        (_, index) => (abortSignal) => limit(() => uploadPart(index, abortSignal)),
      ),
    );
  } finally {
    await file.close();
  }
}

/** The smallest whole number of MiB, at least 16, with which the file fits into S3's 10,000 parts. */
export function partSizeFor(sizeBytes: number): number {
  return Math.max(MIN_PART_BYTES, Math.ceil(sizeBytes / MAX_PARTS / MIB) * MIB);
}

async function createMultipart(location: S3Location, options: UploadOptions): Promise<string> {
  try {
    const { UploadId } = await options.client.send(
      new CreateMultipartUploadCommand({
        Bucket: location.bucket,
        Key: location.key,
        ChecksumAlgorithm: 'CRC32',
        ...encryptionFields(options.encryption),
      }),
      { abortSignal: options.signal },
    );
    return UploadId as string;
  } catch (error) {
    throw s3Error(error, location);
  }
}

async function abortMultipart(
  location: S3Location,
  uploadId: string,
  { client }: UploadOptions,
): Promise<void> {
  await client.send(
    new AbortMultipartUploadCommand({
      Bucket: location.bucket,
      Key: location.key,
      UploadId: uploadId,
    }),
    { abortSignal: AbortSignal.timeout(TAKE_BACK_MS) },
  );
}

/** With the version that we wrote, a versioned bucket shows again what was there before. */
async function remove(
  location: S3Location,
  versionId: string | undefined,
  { client }: UploadOptions,
): Promise<void> {
  await client.send(
    new DeleteObjectCommand({
      Bucket: location.bucket,
      Key: location.key,
      ...(versionId !== undefined && { VersionId: versionId }),
    }),
    { abortSignal: AbortSignal.timeout(TAKE_BACK_MS) },
  );
}

function encryptionFields({ sse, kmsKeyId }: Encryption) {
  if (sse === 'none') return {};
  return {
    ServerSideEncryption: sse,
    ...(kmsKeyId !== undefined && { SSEKMSKeyId: kmsKeyId }),
  };
}

async function readFully(
  file: Awaited<ReturnType<typeof open>>,
  buffer: Buffer,
  position: number,
): Promise<void> {
  for (let done = 0; done < buffer.length;) {
    const { bytesRead } = await file.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) throw new Error('the file became shorter while it was uploaded');
    done += bytesRead;
  }
}

/** As S3 writes it: the four bytes, most significant first, in base64. */
function crc32Base64(content: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(content));
  return bytes.toString('base64');
}
