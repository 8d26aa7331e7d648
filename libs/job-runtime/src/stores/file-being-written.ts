import { randomUUID } from 'node:crypto';
import { closeSync, fchmodSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { ioError } from '../errors.ts';
import type { FileLocation } from '../location/location.ts';

/**
 * A file that appears under its name when it is complete, and read-only. Everything is done at once and in place:
 * the operating system takes bytes faster than they could be handed to another thread.
 */
export class FileBeingWritten {
  readonly temporary: string;
  readonly #place: FileLocation;
  readonly #fd: number;
  #isComplete = false;

  /** @throws JobError `disk-full`, `local-io`, … */
  constructor(target: string) {
    this.temporary = `${target}.${randomUUID()}.part`;
    this.#place = { scheme: 'file', path: target };
    this.#fd = this.#attempt(() => openSync(this.temporary, 'wx'));
  }

  /** @throws JobError `disk-full`, `local-io` */
  write(bytes: Buffer, position: number): void {
    this.#attempt(() => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(this.#fd, bytes, done, bytes.length - done, position + done);
      }
    });
  }

  /** Makes it appear. */
  complete(): void {
    this.#attempt(() => {
      fchmodSync(this.#fd, 0o444);
      renameSync(this.temporary, this.#place.path);
    });
    this.#isComplete = true;
  }

  /** Removes it unless it is complete. */
  close(): void {
    closeSync(this.#fd);
    if (!this.#isComplete) rmSync(this.temporary, { force: true });
  }

  #attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw ioError(error, this.#place);
    }
  }
}
