import {
  GetObjectCommand,
  HeadObjectCommand,
  type S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { StoreError } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import type { ObjectInfo } from '../../object-store.ts';
import { archiveOf, checksumOf } from './object-facts.ts';

/** What S3 states about an object without its content. */
export async function head(
  client: S3Client,
  location: S3Location,
  abortSignal: AbortSignal,
): Promise<ObjectInfo<S3Location>> {
  const { bucket, key } = location;
  const response = await client.send(
    new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }),
    { abortSignal },
  );
  const checksum = checksumOf(response);
  const archived = archiveOf(response);
  return {
    ...{ location, sizeBytes: response.ContentLength ?? 0 },
    ...(response.ETag !== undefined && { etag: response.ETag.replaceAll('"', '') }),
    ...(response.LastModified && { modifiedAtMs: response.LastModified.getTime() }),
    ...(checksum && { checksum }),
    ...(archived !== undefined && { archived }),
  };
}

/**
 * S3 refuses expired credentials with 400, and a missing permission with 403. The reason is in the body, which the
 * response to a HEAD does not have:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export const isWithoutReason = (error: unknown): boolean =>
  error instanceof StoreError &&
  [400, 403].includes(
    (error.cause as Partial<S3ServiceException> | undefined)?.$metadata?.httpStatusCode ?? 0,
  );

/** @throws the error of a GET, whose body states the reason */
export async function askForReason(
  client: S3Client,
  { bucket: Bucket, key: Key }: S3Location,
  abortSignal: AbortSignal,
): Promise<void> {
  const range = { Bucket, Key, Range: 'bytes=0-0' };
  const { Body } = await client.send(new GetObjectCommand(range), { abortSignal });
  (Body as Readable | undefined)?.destroy();
}
