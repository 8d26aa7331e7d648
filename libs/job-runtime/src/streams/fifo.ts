import { makeFifos } from '@joblayer/subprocess';
import { constants, openSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from '../job/unless-aborted.ts';

const FIRST_POLL_MS = 1;
const LONGEST_POLL_MS = 50;

/** Makes a FIFO: a file that a tool reads from start to end while another process writes it. fifo(7). */
export async function makeFifo(path: string): Promise<void> {
  await makeFifos([path]);
}

/**
 * Waits until a reader opens the FIFO, and opens it for writing. A blocking open would occupy one of Node's few
 * threads until a reader comes, and could not be aborted.
 *
 * Then its name is removed: a tool that opens it again finds no file, instead of waiting forever.
 *
 * @returns undefined if the signal was aborted before
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
      // No one reads yet.
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** The writing end of a FIFO. Its reader sees the end of file only after this is closed. */
export class FifoWriter {
  readonly #socket: Socket;
  #memory = Buffer.alloc(0);
  /** `false` once the reader is gone. */
  #writing: Promise<boolean> = Promise.resolve(true);

  constructor(fd: number) {
    this.#socket = new Socket({ fd, readable: false, writable: true });
    // Each write reports the error as well. Without a listener it would end this process.
    this.#socket.on('error', () => undefined);
  }

  /**
   * Copies the bytes, and writes the copy while the caller goes on. Resolves when the system has taken the bytes of
   * earlier calls; with `false` if the reader is gone for good.
   */
  async write(bytes: Buffer, signal: AbortSignal): Promise<boolean> {
    if (!(await this.flush(signal))) return false;
    if (this.#memory.length < bytes.length) this.#memory = Buffer.allocUnsafe(bytes.length);
    this.#writing = this.#put(this.#memory.subarray(0, bytes.copy(this.#memory)));
    // The next call reports the error.
    this.#writing.catch(() => undefined);
    return true;
  }

  /** Resolves when the system has taken all bytes; with `false` as `write` does. */
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

  /** Drops what was not written yet. */
  close(): void {
    this.#socket.destroy();
  }
}
