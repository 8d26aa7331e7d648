import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { abortedLater } from '../../aborted-later.ts';
import type { S3Location } from '../../location/location.ts';
import type { UnfinishedUpload } from '../../store-journal.ts';
import { isUnclear, s3WriteError } from '../client/error.ts';
import { abortIntended, abortMultipart } from './abort-uploads.ts';
import { encryptionFields } from './encryption.ts';
import { markFields } from './mark.ts';
import type { UploadOptions } from './upload-options.ts';

/**
 * For how long a stopped upload waits for the answer to what it asked to be started: of a request that is cut off, S3 may
 * start an upload after it was looked for it.
 */
const LAST_RESPONSE_MS = 5_000;

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
  const later = abortedLater(options.signal, LAST_RESPONSE_MS);
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
