import type { IntendedUpload, StoreJournal, UnfinishedUpload } from '@joblayer/object-store';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ioError } from '../job/errors.ts';
import { appendToJournal, JOURNAL_FILE } from './journal-file.ts';
import { apply, PUBLICATION, type Line } from './journal-lines.ts';
import { leftoversOf, type Leftovers, type Publication } from './leftovers.ts';

/**
 * What a job does outside its scratch directory, written into it before it is done and when it is over. When the
 * job is killed, whoever sweeps that directory reads there what to roll back. Each line is one write, so it outlives
 * the process as soon as a call returns; what comes before the scratch directory is kept and written when it is there.
 */
export class JobJournal implements StoreJournal {
  readonly #append: typeof appendToJournal;
  #path: string | undefined;
  #unwritten = '';
  readonly #open = new Map<string, Line>();

  /** @param append writes the text at a file's end, or throws what the operating system says */
  constructor(append = appendToJournal) {
    this.#append = append;
  }

  /** @throws JobError `disk-full`, `local-io` */
  openIn(scratchRoot: string): void {
    this.#path = join(scratchRoot, JOURNAL_FILE);
    this.#write('');
  }

  /** @throws JobError `disk-full`, `local-io` */
  uploadIntended(upload: IntendedUpload): string {
    return this.#begin((id) => ({ type: 'upload-intended', id, ...upload }));
  }

  /** @throws JobError `disk-full`, `local-io`: then it is for the caller to abort the upload */
  uploadStarted(intention: string, { bucket, key, uploadId }: UnfinishedUpload): void {
    this.#add({ type: 'upload-started', intention, bucket, key, uploadId });
  }

  uploadEnded(id: string): void {
    this.#end(id);
  }

  /** @throws JobError `disk-full`, `local-io` */
  fileBegun(path: string): void {
    this.#add({ type: 'file-begun', path });
  }

  fileEnded(path: string): void {
    this.#end(path);
  }

  /**
   * Called before a directory of local outputs gets a mark.
   *
   * @throws JobError `disk-full`, `local-io`
   */
  markBegun(path: string): void {
    this.#add({ type: 'mark-begun', path });
  }

  markEnded(path: string): void {
    this.#end(path);
  }

  /**
   * Called before the first of a set's objects becomes visible. Where it does not end, the output manifest tells
   * whether the set is complete.
   *
   * @throws JobError `disk-full`, `local-io`
   */
  publishing({ attempt, outputManifest, objects }: Publication): void {
    const line = { attempt, outputManifest, objects: [...objects] };
    this.#add({ type: 'publishing', ...PUBLICATION.parse(line) });
  }

  /** Called when nothing but a complete set, or nothing at all, is left of it, and no lease. */
  publicationEnded(attempt: string): void {
    this.#end(attempt);
  }

  /** What this job has begun and not ended. */
  get leftovers(): Leftovers {
    return leftoversOf(this.#open);
  }

  /** Called by a sweep, in the journal of the dead, before it writes a lease under this name. */
  rollingBack(sweeper: string): void {
    this.#add({ type: 'taking-back', claimant: sweeper });
  }

  /**
   * Called before the lease is taken that is named after an attempt which fell silent: without that name, nobody
   * would find it.
   *
   * @throws JobError `disk-full`, `local-io`
   */
  passedOver(attempt: string): void {
    this.#add({ type: 'passed-over', attempt });
  }

  #begin(line: (id: string) => Line): string {
    const id = randomUUID();
    this.#add(line(id));
    return id;
  }

  /** Never fails: to roll back once more what is gone does no harm. */
  #end(id: string): void {
    const line = { type: 'ended', id } as const;
    apply(this.#open, line);
    try {
      this.#add(line);
    } catch {
      // What is not recorded as ended is rolled back once more by the sweep, if it comes to one.
    }
  }

  #add(line: Line): void {
    this.#write(`${JSON.stringify(line)}\n`);
    apply(this.#open, line);
  }

  #write(text: string): void {
    this.#unwritten += text;
    if (this.#path === undefined) return;
    try {
      this.#append(this.#path, this.#unwritten);
      this.#unwritten = '';
    } catch (error) {
      // The part of a line that fitted ends here, so that the next one is whole.
      this.#unwritten = '\n';
      throw ioError(error, { scheme: 'file', path: this.#path });
    }
  }
}
