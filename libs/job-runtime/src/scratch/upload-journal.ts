import { appendFileSync, closeSync, constants, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ioError } from '../errors.ts';
import type { UnfinishedUpload, UploadJournal } from '../stores/stores.ts';

export const JOURNAL_FILE = 'uploads.jsonl';

const uploadSchema = z.object({ bucket: z.string(), key: z.string(), uploadId: z.string() });
const lineSchema = z.union([uploadSchema, z.object({ ended: z.string() })]);

/**
 * The multipart uploads of a job, written to its scratch directory as they begin and end. When the job is killed,
 * whoever sweeps that directory reads there which uploads to abort. Each line is one write, so it outlives the
 * process as soon as a call returns; what comes before the scratch directory is kept and written when it is there.
 */
export class ScratchUploadJournal implements UploadJournal {
  #path: string | undefined;
  #unwritten = '';

  /** @throws JobError `disk-full`, `local-io` */
  openIn(scratchRoot: string): void {
    this.#path = join(scratchRoot, JOURNAL_FILE);
    this.#append('');
  }

  /**
   * To be called when S3 has named the upload, before its first part is sent.
   *
   * @throws JobError `disk-full`, `local-io`: then it is for the caller to abort the upload
   */
  uploadStarted({ bucket, key, uploadId }: UnfinishedUpload): void {
    this.#append(`${JSON.stringify({ bucket, key, uploadId })}\n`);
  }

  /** To be called when the upload was completed or aborted. Never fails: to abort an upload again does no harm. */
  uploadEnded(uploadId: string): void {
    try {
      this.#append(`${JSON.stringify({ ended: uploadId })}\n`);
    } catch {
      // What is not recorded as ended is aborted once more by the sweep, if it comes to one.
    }
  }

  #append(text: string): void {
    this.#unwritten += text;
    if (this.#path === undefined) return;
    try {
      appendFileSync(this.#path, this.#unwritten, { mode: 0o600 });
      this.#unwritten = '';
    } catch (error) {
      // The part of a line that fitted ends here, so that the next one is whole.
      this.#unwritten = '\n';
      throw ioError(error, { scheme: 'file', path: this.#path });
    }
  }
}

/** The uploads that a job began and did not end. A line cut short by its death, or not ours, is passed over. */
export function unfinishedUploads(scratchRoot: string): readonly UnfinishedUpload[] {
  const unfinished = new Map<string, UnfinishedUpload>();
  for (const text of readJournal(join(scratchRoot, JOURNAL_FILE)).split('\n')) {
    const line = parseLine(text);
    if (line === undefined) continue;
    if ('ended' in line) unfinished.delete(line.ended);
    else unfinished.set(line.uploadId, line);
  }
  return [...unfinished.values()];
}

function readJournal(path: string): string {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return readFileSync(fd, 'utf8');
  } catch {
    return '';
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function parseLine(text: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
