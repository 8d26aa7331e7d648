import type { S3Client } from '@aws-sdk/client-s3';
import type { FileHandle } from 'node:fs/promises';
import { JobError } from '../errors.ts';
import type { Checksum } from './checksum/checksum.ts';
import { checksumOfFile } from './checksum/verify-file.ts';
import type { ObjectInfo } from './object-store.ts';
import { partSizes } from './s3-object-facts.ts';

/**
 * Compares what was downloaded with the checksum that S3 keeps of the object.
 *
 * @returns false where nothing but the size can be compared: the server does not tell the sizes of the parts
 * @throws JobError `bad-data` of kind `checksum-mismatch`, with what was expected and what was found
 */
export async function verifyDownload(
  file: FileHandle,
  object: ObjectInfo,
  expected: Checksum,
  client: S3Client,
  signal: AbortSignal,
): Promise<boolean> {
  const { location, sizeBytes } = object;
  const sizes =
    expected.parts === undefined
      ? undefined
      : await partSizes(client, object, expected.parts, signal);
  if (sizes && sizes.reduce((sum, size) => sum + size, 0) !== sizeBytes) return false;
  const found = await checksumOfFile(file, sizeBytes, expected, sizes);
  signal.throwIfAborted();
  if (found === expected.value) return true;
  const { algorithm, parts } = expected;
  throw new JobError({
    code: 'bad-data',
    kind: 'checksum-mismatch',
    problem: `what arrived does not match the object’s checksum: expected ${algorithm} ${expected.value}${parts === undefined ? '' : ` of ${parts} parts`}, found ${found}`,
    advice: 'Submit the job again; if it stays so, the stored object is damaged.',
    location,
  });
}
