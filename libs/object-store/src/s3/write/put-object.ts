import { createHash } from 'node:crypto';
import { alreadyExists } from '../../already-exists.ts';
import { crc32Base64 } from '../../checksum/crc32.ts';
import { StoreError } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import type { CommitOptions, PublishedObject } from '../../object-store.ts';
import { isUnclear, s3WriteError } from '../client/error.ts';
import type { UploadOptions } from './upload-options.ts';
import { findWritten, isThere, publishedObject, type WriteResponse } from './written.ts';

export type PutOptions = Pick<
  UploadOptions,
  'client' | 'sender' | 'limits' | 'encryption' | 'attempt' | 'conditionalWrites'
>;

/**
 * Writes an object with one request. If the outcome is unclear, a look at the object decides it.
 *
 * @throws StoreError
 */
export async function putObject(
  content: Buffer,
  location: S3Location,
  options: PutOptions,
  commit: CommitOptions = {},
): Promise<PublishedObject> {
  const crc32 = crc32Base64(content);
  const response = await send({ content, crc32 }, location, options, commit);
  return { ...publishedObject(options.client, location, content.length, response), crc32 };
}

async function send(
  { content, crc32 }: { readonly content: Buffer; readonly crc32: string },
  location: S3Location,
  { client, sender, limits, encryption, attempt, conditionalWrites }: PutOptions,
  commit: CommitOptions,
): Promise<WriteResponse> {
  const { ifAbsent = false } = commit;
  const isIgnored = conditionalWrites === 'ignore';
  try {
    if (ifAbsent && isIgnored && (await isThere(client, location))) throw alreadyExists(location);
    const request = {
      ...{ location, content, crc32, encryption, attempt, ...commit },
      ifAbsent: ifAbsent && !isIgnored,
    };
    return await limits.any(() => sender.put(request));
  } catch (error) {
    if (error instanceof StoreError && error.facts.kind === 'already-exists') throw error;
    const etag = createHash('md5').update(content).digest('hex');
    const written = isUnclear(error)
      ? await findWritten(client, location, {
          ...{ sizeBytes: content.length, crc32, etag, mark: attempt },
        })
      : undefined;
    if (written) return written;
    const problem = s3WriteError(error, location);
    const isRefused = ifAbsent && problem.facts.kind === 'precondition-failed';
    throw isRefused ? alreadyExists(location, error) : problem;
  }
}
