import { Socket } from 'node:net';

/** What a pipe holds by default on Linux: pipe(7). */
const READ_BYTES = 64 * 1024;

/** Reads a pipe into one buffer, whatever amount passes through. */
export class PipeReader {
  readonly #socket: Socket;
  readonly #memory = Buffer.allocUnsafeSlow(READ_BYTES);
  #filledBytes = 0;
  #end: 'none' | 'of-file' | Error = 'none';
  #wake: () => void = () => undefined;

  constructor(fd: number) {
    const callback = (count: number) => {
      this.#filledBytes = count;
      this.#wake();
      // Stops reading until the next piece is requested.
      return false;
    };
    const onread = { buffer: this.#memory, callback };
    this.#socket = new Socket({ fd, readable: true, writable: false, onread });
    this.#socket.on('end', () => this.#ended('of-file'));
    this.#socket.on('error', (error) => this.#ended(error));
    this.#socket.on('close', () => this.#ended(new Error('the pipe was closed')));
  }

  /** The pipe's content, in order. A piece is valid until the next one is requested. Nothing is read ahead. */
  async *pieces(): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      const arrived = new Promise<void>((resolve) => (this.#wake = resolve));
      if (this.#end === 'none') {
        this.#filledBytes = 0;
        this.#socket.resume();
        await arrived;
      }
      if (this.#filledBytes > 0) yield this.#memory.subarray(0, this.#filledBytes);
      else if (this.#end === 'of-file') return;
      else throw this.#end;
      this.#filledBytes = 0;
    }
  }

  /** Ends reading: `pieces` throws the reason. */
  destroy(reason: Error): void {
    this.#socket.destroy(reason);
  }

  #ended(end: 'of-file' | Error): void {
    if (this.#end === 'none') this.#end = end;
    this.#wake();
  }
}
