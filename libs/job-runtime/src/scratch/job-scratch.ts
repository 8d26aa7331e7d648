import type { JobJournal } from './job-journal.ts';
import { openScratch, openUnswept, type ScratchContext } from './open-scratch.ts';
import type { Scratch } from './scratch.ts';

/** The scratch directory of one job: preflight opens it, and clean-up removes it. */
export class JobScratch {
  readonly #base: string;
  readonly #journal: JobJournal;
  #opened: Scratch | undefined;

  constructor(base: string, journal: JobJournal) {
    this.#base = base;
    this.#journal = journal;
  }

  /** Undefined if the job failed before it had one. */
  get opened(): Scratch | undefined {
    return this.#opened;
  }

  /**
   * Sweeps what killed jobs left on the same base, then makes the directory.
   *
   * @throws JobError if the base cannot be used
   */
  async open(context: Omit<ScratchContext, 'journal'>): Promise<Scratch> {
    this.#opened = await openScratch(this.#base, { ...context, journal: this.#journal });
    return this.#opened;
  }

  /** For the report of a job that failed before it had a directory. Undefined if the base cannot be used. */
  readonly openForReport = async (): Promise<Scratch | undefined> => {
    this.#opened ??= await openUnswept(this.#base, this.#journal).catch(() => undefined);
    return this.#opened;
  };
}
