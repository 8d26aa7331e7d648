import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type MultipartUpload,
  type S3Client,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { S3Clients } from '../client/clients.ts';
import { s3Error } from '../client/error.ts';
import { ROLLBACK_MS } from './written.ts';
import type { IntendedUpload, UnfinishedUpload } from '../../store-journal.ts';

const AT_ONCE = 8;
/** The largest accepted difference between S3's clock and the host's. */
const CLOCKS_MS = 60_000;
/** The longest time of a request to start an upload: five tries of half a minute, with a wait after each. */
const ASKED_MS = 180_000;

/** Uploads that were not aborted, for the next try. */
export interface UnabortedUploads {
  readonly uploads: readonly UnfinishedUpload[];
  readonly intendedUploads: readonly IntendedUpload[];
}

export interface AbortOptions {
  /** The ids of uploads of running jobs. */
  readonly keep?: ReadonlySet<string>;
  /** Called with each upload that was aborted. */
  readonly onAborted?: (upload: { readonly bucket: string; readonly key: string }) => void;
}

/**
 * Aborts multipart uploads that a killed job left. An upload that is already completed or aborted is not a failure.
 *
 * @returns those that could not be aborted
 */
export async function abortUploads(
  env: NodeJS.ProcessEnv,
  { uploads, intendedUploads }: UnabortedUploads,
  { keep = new Set<string>(), onAborted = () => undefined }: AbortOptions = {},
): Promise<UnabortedUploads> {
  const clients = new S3Clients(env);
  const limit = pLimit(AT_ONCE);
  const failedOf = async <T extends { readonly bucket: string }>(
    all: readonly T[],
    abort: (client: S3Client, one: T) => Promise<unknown>,
  ): Promise<readonly T[]> => {
    const ends = await Promise.allSettled(
      all.map((one) => limit(() => clients.locate(one.bucket, (client) => abort(client, one)))),
    );
    return all.filter((_, i) => ends[i]?.status === 'rejected');
  };
  try {
    return {
      uploads: await failedOf(uploads, async (client, upload) => {
        if (keep.has(upload.uploadId)) return;
        if ((await abortMultipart(client, upload)) === 'aborted') onAborted(upload);
      }),
      intendedUploads: await failedOf(intendedUploads, async (client, intended) => {
        const isDone = await abortIntended(client, intended, { keep, onAborted });
        if (!isDone) throw new Error('not aborted');
      }),
    };
  } finally {
    clients.destroy();
  }
}

/** @throws errors of the SDK, except for a missing upload */
export async function abortMultipart(
  client: S3Client,
  { bucket, key, uploadId }: UnfinishedUpload,
): Promise<'aborted' | 'was-gone'> {
  try {
    await client.send(
      new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId }),
      { abortSignal: AbortSignal.timeout(ROLLBACK_MS) },
    );
    return 'aborted';
  } catch (error) {
    if (['NoSuchUpload', 'NoSuchBucket'].includes((error as Error).name)) return 'was-gone';
    throw error;
  }
}

/**
 * Aborts uploads that S3 has started, but whose ids never reached the job. They have this key, began at that time, and
 * have no part: another job's upload of the same key soon gets parts.
 *
 * @param options which uploads to keep: the one whose id did arrive, and those of running jobs
 * @returns false if it failed but may succeed later; true also if it is not permitted, since a retry would not help
 */
export async function abortIntended(
  client: S3Client,
  { bucket, key, atMs }: IntendedUpload,
  { keep = new Set<string>(), onAborted = () => undefined }: AbortOptions = {},
): Promise<boolean> {
  const abortSignal = AbortSignal.timeout(ROLLBACK_MS);
  const isItsTime = ({ Initiated }: MultipartUpload) => {
    const laterMs = (Initiated?.getTime() ?? Infinity) - atMs;
    return laterMs > -CLOCKS_MS && laterMs < ASKED_MS + CLOCKS_MS;
  };
  try {
    const { Uploads = [] } = await client.send(
      new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }),
      { abortSignal },
    );
    const found = Uploads.filter((upload) => upload.Key === key && isItsTime(upload));
    for (const { UploadId: uploadId } of found) {
      if (uploadId === undefined || keep.has(uploadId)) continue;
      const { Parts = [] } = await client.send(
        new ListPartsCommand({ Bucket: bucket, Key: key, UploadId: uploadId }),
        { abortSignal },
      );
      if (Parts.length > 0) continue;
      if ((await abortMultipart(client, { bucket, key, uploadId })) === 'aborted') {
        onAborted({ bucket, key });
      }
    }
    return true;
  } catch (error) {
    const { code } = s3Error(error, { scheme: 's3', bucket, key });
    return ['access-denied', 'input-absent', 'service-refused'].includes(code);
  }
}
