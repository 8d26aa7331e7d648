import {
  DeleteObjectCommand,
  HeadObjectCommand,
  type S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import type { S3Location } from '../../location/location.ts';
import type { MarkedObject, PublishedObject } from '../../object-store.ts';
import { ATTEMPT_METADATA } from './mark.ts';

/** A rollback after a stop must end before the job is killed. */
export const ROLLBACK_MS = 10_000;

/** How we recognize an object that we wrote: by its checksum if S3 keeps it, else by its ETag or its mark. */
export interface WrittenContent {
  readonly sizeBytes: number;
  /** As S3 writes it; with `-N` if it is made of the checksums of N parts. */
  readonly crc32: string;
  /** The attempt in the object's metadata. Default: none. */
  readonly mark?: string;
  /** Hexadecimal, lower case. With KMS encryption S3 states another ETag. */
  readonly etag: string | undefined;
}

/** The response to a request that made an object visible. */
export interface WriteResponse {
  readonly ETag?: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * Decides whether S3 has carried out a write whose outcome is unclear. Returns the object if it exists with our
 * content: then the write has succeeded. Returns `undefined` otherwise, or if the look itself fails.
 */
export async function findWritten(
  client: S3Client,
  { bucket, key }: S3Location,
  written: WrittenContent,
): Promise<WriteResponse | undefined> {
  try {
    const head = await client.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }),
      { abortSignal: AbortSignal.timeout(ROLLBACK_MS) },
    );
    if (head.ContentLength !== written.sizeBytes) return undefined;
    if (head.ChecksumCRC32 !== undefined) {
      return head.ChecksumCRC32 === written.crc32 ? head : undefined;
    }
    if (written.etag !== undefined && unquoted(head.ETag) === written.etag) return head;
    // In many stores the ETag is not an MD5. The mark also shows which attempt wrote the object.
    const isMarked = Boolean(written.mark) && head.Metadata?.[ATTEMPT_METADATA] === written.mark;
    return isMarked ? head : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The object under the location, if the write with this mark made it.
 *
 * @throws errors of the SDK, also for a missing object
 */
export async function findMarked(
  client: S3Client,
  { location, mark }: MarkedObject<S3Location>,
): Promise<PublishedObject | undefined> {
  const { bucket, key } = location;
  const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), {
    abortSignal: AbortSignal.timeout(ROLLBACK_MS),
  });
  if (mark === '' || head.Metadata?.[ATTEMPT_METADATA] !== mark) return undefined;
  return publishedObject(client, location, head.ContentLength ?? 0, head);
}

/** Whether there is an object, for a store without conditional writes. */
export async function isThere(client: S3Client, { bucket, key }: S3Location): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), {
      abortSignal: AbortSignal.timeout(ROLLBACK_MS),
    });
    return true;
  } catch (error) {
    if ((error as S3ServiceException).$metadata?.httpStatusCode === 404) return false;
    throw error;
  }
}

/** The published object. `retract` removes exactly the version that was written, so that an older one shows again. */
export function publishedObject(
  client: S3Client,
  location: S3Location,
  sizeBytes: number,
  { ETag, VersionId }: WriteResponse,
): PublishedObject {
  const etag = unquoted(ETag);
  return {
    location,
    sizeBytes,
    ...(etag !== undefined && { etag }),
    async retract() {
      await client.send(
        new DeleteObjectCommand({
          Bucket: location.bucket,
          Key: location.key,
          ...(VersionId !== undefined && { VersionId }),
        }),
        { abortSignal: AbortSignal.timeout(ROLLBACK_MS) },
      );
    },
  };
}

export const unquoted = (etag: string | undefined): string | undefined => etag?.replaceAll('"', '');
