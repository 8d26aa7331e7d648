import { makeFifos } from '@joblayer/subprocess';
import { constants, openSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

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
 * Its name is removed then: a tool that opens it once more finds no file, rather than waiting for ever.
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
  #isReaderGone = false;

  constructor(fd: number) {
    this.#socket = new Socket({ fd, readable: false, writable: true });
    // Told to each write as well.
    this.#socket.on('error', () => undefined);
  }

  /**
   * Resolves when the reader has room for no more, or the system has taken all of it: `false` where the reader is
   * gone, and will not come back.
   */
  async write(bytes: Buffer, signal: AbortSignal): Promise<boolean> {
    if (this.#isReaderGone) return false;
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    this.#socket.write(bytes, (error) => {
      const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
      if (code === 'EPIPE') this.#isReaderGone = true;
      if (!error || code === 'EPIPE') resolve(!error);
      else reject(error);
    });
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** What was not written yet is dropped. */
  close(): void {
    this.#socket.destroy();
  }
}
