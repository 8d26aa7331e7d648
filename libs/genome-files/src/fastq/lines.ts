import { FastqError } from './fastq-error.ts';

const LINE_FEED = 0x0a;
/** Longer than any read, and short enough for the memory of a small job. */
const MOST_LINE_BYTES = 64 * 1024 * 1024;

/** Splits bytes into lines. Copies only lines that span pieces. */
export class Lines {
  #rest: Buffer = Buffer.alloc(0);
  readonly #take: (bytes: Buffer, start: number, end: number) => void;

  /** @param take receives each line, which is bytes[start, end), without its line feed */
  constructor(take: (bytes: Buffer, start: number, end: number) => void) {
    this.#take = take;
  }

  add(chunk: Buffer): void {
    let from = 0;
    let end = chunk.indexOf(LINE_FEED);
    if (this.#rest.length > 0) {
      const line = Buffer.concat([this.#rest, end === -1 ? chunk : chunk.subarray(0, end)]);
      if (end === -1) return this.#keep(line);
      this.#take(line, 0, line.length);
      from = end + 1;
      end = chunk.indexOf(LINE_FEED, from);
    }
    while (end !== -1) {
      this.#take(chunk, from, end);
      from = end + 1;
      end = chunk.indexOf(LINE_FEED, from);
    }
    this.#keep(chunk.subarray(from));
  }

  /** The text after the last line feed is a line too, unless it is empty. */
  end(): void {
    if (this.#rest.length > 0) this.#take(this.#rest, 0, this.#rest.length);
  }

  #keep(rest: Buffer): void {
    if (rest.length > MOST_LINE_BYTES) {
      throw new FastqError(`has a line of more than ${MOST_LINE_BYTES} bytes`);
    }
    this.#rest = rest;
  }
}
