import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** The size of one file. The log always keeps its last 5 MiB, and at most 10 MiB. */
const FILE_BYTES = 5 * 1024 * 1024;
/** How much of the first lines is kept in memory, before the log has a directory. */
const MEMORY_BYTES = 256 * 1024;

/** Keeps the end of a log on disk, in two files. The older one is dropped when the newer one is full. */
export class BoundedLog {
  #early: Buffer[] = [];
  #earlyBytes = 0;
  #directory: string | undefined;
  #file: number | undefined;
  #fileBytes = 0;
  #dropped = false;

  write(chunk: string | Buffer): void {
    const bytes = Buffer.from(chunk);
    if (this.#directory !== undefined) return this.#append(bytes);
    if (this.#earlyBytes + bytes.length > MEMORY_BYTES) return;
    this.#early.push(bytes);
    this.#earlyBytes += bytes.length;
  }

  /** Keeps the log in this directory from here on. */
  moveTo(directory: string): void {
    this.#directory = directory;
    this.#early.splice(0).forEach((bytes) => this.#append(bytes));
  }

  /** Ends the log, and returns what was kept. */
  end(): Buffer {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    const paths = this.#directory === undefined ? [] : [this.#path('older'), this.#path('newer')];
    const kept = paths.map(readIfPresent);
    const gap = this.#dropped ? [Buffer.from('[… the log’s beginning was dropped …]\n')] : [];
    return Buffer.concat([...gap, ...kept, ...this.#early]);
  }

  /** A failed write, for example on a full disk, must not fail the job: the text is dropped. */
  #append(bytes: Buffer): void {
    try {
      if (this.#file !== undefined && this.#fileBytes + bytes.length > FILE_BYTES) this.#rotate();
      this.#file ??= openSync(this.#path('newer'), 'a');
      writeSync(this.#file, bytes);
      this.#fileBytes += bytes.length;
    } catch {
      this.#dropped = true;
    }
  }

  #rotate(): void {
    closeSync(this.#file as number);
    this.#file = undefined;
    this.#fileBytes = 0;
    this.#dropped ||= existsSync(this.#path('older'));
    rmSync(this.#path('older'), { force: true });
    renameSync(this.#path('newer'), this.#path('older'));
  }

  #path(which: 'older' | 'newer'): string {
    return join(this.#directory ?? '', `job.${which}.log`);
  }
}

function readIfPresent(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
