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
 * How long a stopped job waits for the response to its request for an upload. If it aborted the request, S3 could still
 * start the upload after the job had looked for it.
 */
const LAST_RESPONSE_MS = 5_000;

/**
 * Starts a multipart upload. The journal notes it before and after the request. So a later job can also find an upload
 * whose response was lost, or whose job was killed before the response.
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
      // If this job were killed, no one would abort an upload that is not in the journal.
      await endMultipart(upload, options).catch(() => undefined);
      throw error;
    }
    // After several tries, S3 may have started several uploads.
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

/** Aborts an upload of this job. Also works after the job's signal was aborted. */
export async function endMultipart(
  upload: UnfinishedUpload,
  { client, journal }: UploadOptions,
): Promise<'aborted' | 'was-gone'> {
  const end = await abortMultipart(client, upload);
  journal?.uploadEnded(upload.uploadId);
  return end;
}
