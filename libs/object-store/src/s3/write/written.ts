import {
  DeleteObjectCommand,
  HeadObjectCommand,
  type S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import type { S3Location } from '../../location/location.ts';
import type { MarkedObject, PublishedObject } from '../../object-store.ts';
import { ATTEMPT_METADATA } from './mark.ts';

/** What is left to roll back when a job is stopped must fit into the time until it is killed. */
export const ROLLBACK_MS = 10_000;

/** How an object that we wrote is known again: by its checksum where S3 keeps it, else by its ETag. */
export interface WrittenContent {
  readonly sizeBytes: number;
  /** As S3 writes it; with `-N` where it is made of those of N parts. */
  readonly crc32: string;
  /** Under which the object's metadata has the attempt; none unless given. */
  readonly mark?: string;
  /** Hexadecimal, lower case. Encryption with KMS makes another one. */
  readonly etag: string | undefined;
}

/** The answer of a request that made an object visible. */
export interface WriteResponse {
  readonly ETag?: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * After a failure that leaves open whether S3 has carried out a write: the object if it is there with our
 * content, so that the write has succeeded; `undefined` if it is not, or nobody can tell.
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
    // Of many stores the ETag is no MD5. The attempt's mark says as well whose write this is.
    const isMarked = Boolean(written.mark) && head.Metadata?.[ATTEMPT_METADATA] === written.mark;
    return isMarked ? head : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The object there, if it is the one that the write with this mark made.
 *
 * @throws what the SDK throws, also where there is none
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

/** Whether there is an object, for a store that cannot write only where there is none. */
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

/** The published object; `retract` removes the very version that was written, so that an older one shows again. */
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
