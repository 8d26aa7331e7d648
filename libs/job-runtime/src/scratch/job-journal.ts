import type { IntendedUpload, StoreJournal, UnfinishedUpload } from '@joblayer/object-store';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ioError } from '../job/errors.ts';
import { appendToJournal, JOURNAL_FILE } from './journal-file.ts';
import { apply, PUBLICATION, type Line } from './journal-lines.ts';
import { leftoversOf, type Leftovers, type Publication } from './leftovers.ts';

/**
 * What a job does outside its scratch directory. A line is written there before each action, and one when it has ended.
 * If the job is killed, the sweep of that directory reads the journal to know what to roll back. Each line is one
 * write, so it outlives the process once the call returns. Lines from before the directory exists are kept in memory
 * until then.
 */
export class JobJournal implements StoreJournal {
  readonly #append: typeof appendToJournal;
  #path: string | undefined;
  #unwritten = '';
  readonly #open = new Map<string, Line>();

  /** @param append writes the text at the end of a file, or throws what the operating system says */
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

  /** @throws JobError `disk-full`, `local-io`; the caller must then abort the upload */
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
   * Called before the first object of a set becomes visible. If the line has no end, the output manifest shows whether
   * the set is complete.
   *
   * @throws JobError `disk-full`, `local-io`
   */
  publishing({ attempt, outputManifest, objects }: Publication): void {
    const line = { attempt, outputManifest, objects: [...objects] };
    this.#add({ type: 'publishing', ...PUBLICATION.parse(line) });
  }

  /** Called when the set is complete or gone, and its lease is released. */
  publicationEnded(attempt: string): void {
    this.#end(attempt);
  }

  /** What this job began and did not end. */
  get leftovers(): Leftovers {
    return leftoversOf(this.#open);
  }

  /** Called by a sweep, on the dead job's journal, before it writes a lease under this name. */
  rollingBack(sweeper: string): void {
    this.#add({ type: 'taking-back', claimant: sweeper });
  }

  /**
   * Called before this job writes the lease that follows a silent attempt's. That lease is named after the silent
   * attempt, so no sweep could find it without the name.
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

  /** Never fails: a missing end only makes a sweep roll back something that is gone. */
  #end(id: string): void {
    const line = { type: 'ended', id } as const;
    apply(this.#open, line);
    try {
      this.#add(line);
    } catch {
      // The job can go on: see above.
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
      // Ends the part of a line that fitted. Otherwise the next line would be lost with it.
      this.#unwritten = '\n';
      throw ioError(error, { scheme: 'file', path: this.#path });
    }
  }
}
