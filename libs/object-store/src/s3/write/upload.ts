import { open, stat } from 'node:fs/promises';
import { ioError } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import { changedOutput, readFully } from '../../local/file-part.ts';
import type { CommitOptions, PendingWrite, PublishedObject } from '../../object-store.ts';
import { MultipartUpload } from './multipart.ts';
import { endMultipart, startMultipart } from './start-multipart.ts';
import { putObject } from './put-object.ts';
import type { UploadOptions } from './upload-options.ts';
import { MAX_HELD_BYTES } from '../../transfer/upload-memory.ts';

/**
 * Uploads a file so that nothing is visible until `commit`. A large file becomes a multipart upload that is not yet
 * completed. A small one is sent by `commit` itself.
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
 * Finds out whether the job may write to `location`. It starts a multipart upload there and aborts it: that needs the
 * same permissions as the upload itself, and leaves nothing visible.
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
    const { memory, onBytes } = this.#options;
    const file = await this.#attempt(() => open(this.#source));
    try {
      const { size } = await file.stat();
      if (size > MAX_HELD_BYTES) throw changedOutput('became larger');
      return await memory.lend(size, async (content) => {
        await this.#attempt(() => readFully(file, content, 0));
        const published = await putObject(content, this.location, this.#options, commit);
        onBytes(content.length);
        return published;
      });
    } finally {
      await file.close();
    }
  }

  async discard(): Promise<void> {
    // Nothing was sent before `commit`.
  }

  async #attempt<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw ioError(error, { scheme: 'file', path: this.#source });
    }
  }
}
