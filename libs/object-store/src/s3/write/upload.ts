import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { ioError, StoreError } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import { alreadyExists } from '../../already-exists.ts';
import { crc32Base64 } from '../../checksum/crc32.ts';
import { changedOutput, readFully } from '../../local/file-part.ts';
import type { CommitOptions, PendingWrite, PublishedObject } from '../../object-store.ts';
import { isUnclear, s3WriteError } from '../client/error.ts';
import { endMultipart, MultipartUpload, startMultipart } from './multipart.ts';
import type { UploadOptions } from './upload-options.ts';
import { findWritten, isThere, publishedObject, type WriteAnswer } from './written.ts';
import { MAX_HELD_BYTES } from '../../transfer/upload-memory.ts';

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
  return size <= MAX_HELD_BYTES
    ? new SmallUpload(source, location, options)
    : MultipartUpload.start(source, size, location, options);
}

/**
 * Finds out whether the job may write to `location`: starts a multipart upload there and aborts it, which needs
 * the same permissions as the upload itself and leaves nothing to be seen.
 */
export async function probeUpload(location: S3Location, options: UploadOptions): Promise<void> {
  await endMultipart(await startMultipart(location, options), options);
}

class SmallUpload implements PendingWrite {
  readonly location: S3Location;
  readonly mark: string;
  readonly #source: string;
  readonly #options: UploadOptions;

  constructor(source: string, location: S3Location, options: UploadOptions) {
    this.#source = source;
    this.location = location;
    this.mark = options.attempt;
    this.#options = options;
  }

  async commit(commit: CommitOptions = {}): Promise<PublishedObject> {
    const { client, memory, onBytes } = this.#options;
    const file = await this.#attempt(() => open(this.#source));
    try {
      const { size } = await file.stat();
      if (size > MAX_HELD_BYTES) throw changedOutput('became larger');
      return await memory.lend(size, async (content) => {
        await this.#attempt(() => readFully(file, content, 0));
        const crc32 = crc32Base64(content);
        const answer = await this.#put(content, crc32, commit);
        onBytes(content.length);
        return { ...publishedObject(client, this.location, content.length, answer), crc32 };
      });
    } finally {
      await file.close();
    }
  }

  async discard(): Promise<void> {
    // Nothing was sent yet.
  }

  async #put(content: Buffer, crc32: string, commit: CommitOptions): Promise<WriteAnswer> {
    const { client, sender, limits, encryption, attempt } = this.#options;
    const location = this.location;
    const { ifAbsent = false } = commit;
    const isIgnored = this.#options.conditionalWrites === 'ignore';
    try {
      if (ifAbsent && isIgnored && (await isThere(client, location))) {
        throw alreadyExists(location, undefined);
      }
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
            sizeBytes: content.length,
            crc32,
            etag,
            mark: attempt,
          })
        : undefined;
      if (written) return written;
      const problem = s3WriteError(error, location);
      throw ifAbsent && problem.facts.kind === 'precondition-failed'
        ? alreadyExists(location, error)
        : problem;
    }
  }

  async #attempt<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw ioError(error, { scheme: 'file', path: this.#source });
    }
  }
}
