import { open, type FileHandle } from 'node:fs/promises';
import type { ByteRange } from '../byte-range.ts';
import type { Reference } from './pieces.ts';
import { checksumOfFile } from './verify-file.ts';

/**
 * Computes the checksum of a file while its pieces arrive in any order. It reads the file again, from the page
 * cache, up to the first gap.
 */
export class FollowingChecksum {
  readonly #pieces: readonly ByteRange[];
  /** For each piece, the position of its next byte. */
  readonly #positions: number[];
  readonly #checksum: Promise<string>;
  /** The first incomplete piece. */
  #gapIn = 0;
  #isStopped = false;
  #look: () => void = () => undefined;

  /** @param pieces the whole file, in order; the file exists already, but may be empty */
  constructor(file: string, pieces: readonly ByteRange[], { checksum, partSizes }: Reference) {
    this.#pieces = pieces;
    this.#positions = pieces.map(({ start }) => start);
    const sizeBytes = pieces.at(-1)?.end ?? 0;
    const compute = (reader: FileHandle) =>
      checksumOfFile(reader, sizeBytes, checksum, partSizes, (position) => this.#reach(position));
    this.#checksum = open(file).then(async (reader) => {
      try {
        return await compute(reader);
      } finally {
        await reader.close();
      }
    });
    // `end` reports the error. Without this line Node would end the process for an unhandled rejection.
    this.#checksum.catch(() => undefined);
  }

  /** Takes note that a piece is written up to `position`. */
  wrote(piece: number, position: number): void {
    this.#positions[piece] = position;
    if (piece === this.#gapIn) this.#look();
  }

  /** The checksum in base64. Resolves once all is written. */
  end(): Promise<string> {
    return this.#checksum;
  }

  /** Ends it before all is written. Resolves once the file is closed. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#look();
    await this.#checksum.catch(() => undefined);
  }

  /** Waits until there is no gap before `position`. */
  async #reach(position: number): Promise<void> {
    for (;;) {
      if (this.#isStopped) throw new Error('the file was not written to its end');
      if (this.#writtenBytes() >= position) return;
      await new Promise<void>((resolve) => (this.#look = resolve));
    }
  }

  #writtenBytes(): number {
    const pieces = this.#pieces;
    const isWhole = (piece: number) => this.#positions[piece] === pieces[piece]?.end;
    while (this.#gapIn < pieces.length && isWhole(this.#gapIn)) this.#gapIn += 1;
    return this.#positions[this.#gapIn] ?? pieces.at(-1)?.end ?? 0;
  }
}
