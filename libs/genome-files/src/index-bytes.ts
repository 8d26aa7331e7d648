import type { FileHandle } from 'node:fs/promises';

const PIECE_BYTES = 1024 * 1024;

/** The numbers of an index, little-endian. Beyond the end of the file each is 0. */
export class IndexBytes {
  readonly #file: FileHandle;
  readonly #sizeBytes: number;
  #at = 0;
  #piece: Buffer = Buffer.alloc(0);
  #pieceAt = 0;

  constructor(file: FileHandle, sizeBytes: number) {
    this.#file = file;
    this.#sizeBytes = sizeBytes;
  }

  get isBeyond(): boolean {
    return this.#at > this.#sizeBytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#sizeBytes;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  async int(): Promise<number> {
    return (await this.#take(4)).readUInt32LE();
  }

  /** A number of 8 bytes. A damaged one may be inexact, but is then beyond any file. */
  async size(): Promise<number> {
    return Number((await this.#take(8)).readBigUInt64LE());
  }

  /** A length of 8 bytes and the text; empty beyond the end of the file. */
  async text(): Promise<string> {
    const length = await this.size();
    if (this.#at + length <= this.#sizeBytes) return (await this.#take(length)).toString();
    this.skip(length);
    return '';
  }

  /** Ends early where the file ends, as a damaged count may be huge. */
  async repeat(times: number, step: () => Promise<void>): Promise<void> {
    for (let done = 0; done < times && !this.isBeyond; done += 1) await step();
  }

  async #take(bytes: number): Promise<Buffer> {
    const end = this.#at + bytes;
    if (end > this.#sizeBytes) {
      this.#at = end;
      return Buffer.alloc(bytes);
    }
    if (this.#at < this.#pieceAt || end > this.#pieceAt + this.#piece.length) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, this.#sizeBytes - this.#at));
      await this.#file.read(piece, 0, piece.length, this.#at);
      [this.#piece, this.#pieceAt] = [piece, this.#at];
    }
    const start = this.#at - this.#pieceAt;
    this.#at = end;
    return this.#piece.subarray(start, start + bytes);
  }
}
