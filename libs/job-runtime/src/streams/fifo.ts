import { makeFifos } from '@joblayer/subprocess';
import { constants, openSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from '../job/unless-aborted.ts';

const FIRST_POLL_MS = 1;
const LONGEST_POLL_MS = 50;

/** Makes a FIFO, a file that a tool reads from start to end while somebody else writes it. fifo(7). */
export async function makeFifo(path: string): Promise<void> {
  await makeFifos([path]);
}

/**
 * Waits until somebody opens a FIFO for reading, and opens it for writing. A blocking open would hold one of Node's
 * few threads for as long as nobody comes, and could not be called off.
 *
 * Its name is removed then: a tool that opens it once more finds no file, rather than waiting forever.
 *
 * @returns undefined where the signal was aborted before
 */
export async function openForReader(
  path: string,
  signal: AbortSignal,
): Promise<FifoWriter | undefined> {
  for (
    let pollMs = FIRST_POLL_MS;
    !signal.aborted;
    pollMs = Math.min(pollMs * 2, LONGEST_POLL_MS)
  ) {
    try {
      const fd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
      await unlink(path);
      return new FifoWriter(fd);
    } catch (error) {
      // Nobody reads yet.
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** The writing end of a FIFO. Its reader sees the end of the file once this is closed, and not before. */
export class FifoWriter {
  readonly #socket: Socket;
  #memory = Buffer.alloc(0);
  /** `false` once the reader is gone. */
  #writing: Promise<boolean> = Promise.resolve(true);

  constructor(fd: number) {
    this.#socket = new Socket({ fd, readable: false, writable: true });
    // Told to each write as well.
    this.#socket.on('error', () => undefined);
  }

  /**
   * Takes a copy, which is written while the caller goes on; resolves when the system has taken what was given
   * before. `false` where the reader is gone, and will not come back.
   */
  async write(bytes: Buffer, signal: AbortSignal): Promise<boolean> {
    if (!(await this.flush(signal))) return false;
    if (this.#memory.length < bytes.length) this.#memory = Buffer.allocUnsafe(bytes.length);
    this.#writing = this.#put(this.#memory.subarray(0, bytes.copy(this.#memory)));
    // Told when the next piece is given.
    this.#writing.catch(() => undefined);
    return true;
  }

  /** Resolves when the system has taken all that was given; as `write`. */
  async flush(signal: AbortSignal): Promise<boolean> {
    return unlessAborted(signal, this.#writing);
  }

  async #put(bytes: Buffer): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    this.#socket.write(bytes, (error) => {
      const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
      if (!error || code === 'EPIPE') resolve(!error);
      else reject(error);
    });
    return promise;
  }

  /** What was not written yet is dropped. */
  close(): void {
    this.#socket.destroy();
  }
}
