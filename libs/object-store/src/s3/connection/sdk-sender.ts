import { PutObjectCommand, UploadPartCommand, type S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { beforeEachTryOf } from '../client/each-try.ts';
import { encryptionFields } from '../write/encryption.ts';
import { markFields } from '../write/mark.ts';
import type { PartRequest, PutRequest, Sender } from './sender.ts';
import type { WriteResponse } from '../write/written.ts';

/** Sends through the SDK. SdkRangeSource says when. */
export class SdkSender implements Sender {
  readonly #client: S3Client;

  constructor(client: S3Client) {
    this.#client = client;
  }

  async put({
    location,
    content,
    crc32,
    ifAbsent,
    encryption,
    attempt,
    beforeEachTry,
    signal,
  }: PutRequest): Promise<WriteResponse> {
    const command = new PutObjectCommand({
      Bucket: location.bucket,
      Key: location.key,
      Body: content,
      ContentLength: content.length,
      ChecksumCRC32: crc32,
      ...(ifAbsent && { IfNoneMatch: '*' }),
      ...encryptionFields(encryption),
      ...markFields(attempt),
    });
    return this.#client.send(beforeEachTryOf(command, beforeEachTry), {
      ...(signal && { abortSignal: signal }),
    });
  }

  async putPart(
    { upload, partNumber, content, crc32 }: PartRequest,
    abortSignal: AbortSignal,
  ): Promise<string | undefined> {
    const isHeld = Buffer.isBuffer(content);
    const { ETag } = await this.#client.send(
      new UploadPartCommand({
        Bucket: upload.bucket,
        Key: upload.key,
        UploadId: upload.uploadId,
        PartNumber: partNumber,
        // The SDK retries a buffer, but not a stream.
        Body: isHeld ? content : Readable.from(content.pieces(), { objectMode: false }),
        ContentLength: isHeld ? content.length : content.sizeBytes,
        ChecksumCRC32: crc32,
      }),
      { abortSignal },
    );
    return ETag;
  }
}
