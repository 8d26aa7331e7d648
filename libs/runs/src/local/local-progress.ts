import type { Run } from '../record/open-run.ts';
import { type LocalJobs, type LocalRow, readLocalJobs, writeLocalJobs } from './local-record.ts';

/** Well below the time after which other machines take a silent process for dead. */
const SIGN_OF_LIFE_MS = 20_000;

/** Keeps the record of a job whose rows this process runs. */
export class LocalProgress {
  readonly #records: Run['records'];
  #jobs: LocalJobs;
  /** The write that is under way; more changes wait for its end, and are written together. */
  #writing: Promise<void> | undefined;
  #isChanged = false;
  readonly #timer: NodeJS.Timeout;

  private constructor(records: Run['records'], jobs: LocalJobs) {
    this.#records = records;
    this.#jobs = jobs;
    this.#timer = setInterval(() => void this.#save().catch(() => undefined), SIGN_OF_LIFE_MS);
    this.#timer.unref();
  }

  /** @param id what `submit` returned in this process */
  static async open({ records }: Run, id: string): Promise<LocalProgress> {
    const jobs = await readLocalJobs(records, id);
    if (!jobs) throw new Error(`The job ${id} was removed from ${records.at('')}.`);
    return new LocalProgress(records, jobs);
  }

  /** Resolves once the change is in the record. @throws StoreError */
  update(position: number, change: Partial<LocalRow>): Promise<void> {
    const rows = this.#jobs.rows.map((row, at) => (at === position ? { ...row, ...change } : row));
    this.#jobs = { ...this.#jobs, rows };
    return this.#save();
  }

  /** No more rows are started. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    this.#jobs = { ...this.#jobs, isOver: true };
    await this.#save();
  }

  async #save(): Promise<void> {
    this.#isChanged = true;
    while (this.#isChanged) {
      this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
      await this.#writing;
    }
  }

  async #write(): Promise<void> {
    this.#isChanged = false;
    await writeLocalJobs(this.#records, this.#jobs);
  }
}
