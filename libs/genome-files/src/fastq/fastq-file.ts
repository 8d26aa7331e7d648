import { JobError } from '@joblayer/job-runtime';
import { basename } from 'node:path';
import { FastqError } from './fastq-error.ts';
import { FastqParser, type FastqRecord } from './fastq-parser.ts';
import { openFastq } from './open-fastq.ts';

const ADVICE =
  'Expected records: a name with "@", bases, "+", and as many qualities. Copy the file again. gzip -t shows whether a compressed file is whole.';

/** A file being read, with the names that were not yet compared with its mate's. */
export class FastqFile {
  /** Its name and option, for messages. */
  readonly described: string;
  /** Decompressed bytes read so far. */
  bytes = 0;
  hasEnded = false;
  /** The number of compared names. */
  passed = 0;
  names: readonly string[] = [];
  readonly #parser = new FastqParser();
  readonly #chunks: AsyncGenerator<Buffer>;

  constructor(option: string, path: string) {
    this.described = `${basename(path)} (${option})`;
    this.#chunks = openFastq(path);
  }

  get records(): number {
    return this.#parser.records;
  }

  get head(): readonly FastqRecord[] {
    return this.#parser.head;
  }

  /** @throws JobError `bad-data` */
  async read(): Promise<void> {
    try {
      const { value, done } = await this.#chunks.next();
      if (done) this.#parser.end();
      else this.#parser.add(value);
      this.hasEnded = done ?? false;
      this.bytes += value?.length ?? 0;
    } catch (error) {
      if (!(error instanceof FastqError)) throw error;
      const problem = `${this.described} ${error.message}`;
      throw new JobError({ code: 'bad-data', problem, advice: ADVICE }, error);
    }
    const names = this.#parser.takeNames();
    this.names = this.names.length === 0 ? names : this.names.concat(names);
  }

  pass(count: number): void {
    this.passed += count;
    this.names = count === this.names.length ? [] : this.names.slice(count);
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined);
  }
}
