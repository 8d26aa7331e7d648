import { randomUUID } from 'node:crypto';
import { closeSync, fchmodSync, open, renameSync, rmSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { ioError } from '../errors.ts';
import type { FileLocation } from '../location/location.ts';

const openFile = promisify(open);

/**
 * A file that appears under its name once it is complete, and read-only. Bytes are written synchronously: that is
 * faster than handing them to another thread. Only the file's creation waits for the disk, about a millisecond on
 * ext4, so another thread does that.
 */
export class FileBeingWritten {
  readonly temporary: string;
  readonly #location: FileLocation;
  readonly #fd: number;
  #isComplete = false;

  private constructor(temporary: string, location: FileLocation, fd: number) {
    this.temporary = temporary;
    this.#location = location;
    this.#fd = fd;
  }

  /** @throws StoreError `disk-full`, `local-io`, … */
  static async create(target: string): Promise<FileBeingWritten> {
    const temporary = `${target}.${randomUUID()}.part`;
    const location = { scheme: 'file', path: target } as const;
    try {
      return new FileBeingWritten(temporary, location, await openFile(temporary, 'wx'));
    } catch (error) {
      throw ioError(error, location);
    }
  }

  /** @throws StoreError `disk-full`, `local-io` */
  write(bytes: Buffer, position: number): void {
    this.#attempt(() => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(this.#fd, bytes, done, bytes.length - done, position + done);
      }
    });
  }

  /** Makes the file appear under its name. */
  complete(): void {
    this.#attempt(() => {
      fchmodSync(this.#fd, 0o444);
      renameSync(this.temporary, this.#location.path);
    });
    this.#isComplete = true;
  }

  /** Removes an incomplete file. */
  close(): void {
    closeSync(this.#fd);
    if (!this.#isComplete) rmSync(this.temporary, { force: true });
  }

  #attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw ioError(error, this.#location);
    }
  }
}
