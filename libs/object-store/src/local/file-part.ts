import type { FileHandle } from 'node:fs/promises';
import { StoreError } from '../errors.ts';
import type { ByteRange } from '../byte-range.ts';
import { newDigest, type Digest } from '../checksum/checksum.ts';

/**
 * A part of a file, sent through memory that is smaller than the part. It is read piece by piece from the page cache,
 * once for each checksum and once for each try to send it.
 */
export class FilePart {
  readonly #file: FileHandle;
  readonly #range: ByteRange;
  readonly #memory: Buffer;

  constructor(file: FileHandle, range: ByteRange, memory: Buffer) {
    this.#file = file;
    this.#range = range;
    this.#memory = memory;
  }

  get sizeBytes(): number {
    return this.#range.end - this.#range.start;
  }

  /** @throws StoreError if the file became shorter */
  async *pieces(): AsyncGenerator<Buffer> {
    const { start, end } = this.#range;
    for (let position = start; position < end; position += this.#memory.length) {
      const piece = this.#memory.subarray(0, end - position);
      await readFully(this.#file, piece, position);
      yield piece;
    }
  }

  async crc32Base64(): Promise<string> {
    return (await this.#digest(newDigest('crc32'))).toString('base64');
  }

  async sha256Hex(): Promise<string> {
    return (await this.#digest(newDigest('sha256'))).toString('hex');
  }

  async #digest(digest: Digest): Promise<Buffer> {
    for await (const piece of this.pieces()) digest.update(piece);
    return digest.end();
  }
}

/** @throws StoreError if the file became shorter */
export async function readFully(file: FileHandle, into: Buffer, position: number): Promise<void> {
  for (let done = 0; done < into.length;) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) throw changedOutput('became shorter');
    done += bytesRead;
  }
}

export const changedOutput = (how: string): StoreError =>
  new StoreError({
    code: 'bad-data',
    kind: 'source-changed',
    problem: `the file ${how} while it was uploaded`,
  });
