/** The start of a bgzip block, in the file and in the text. */
export interface BgzfBlock {
  readonly fileBytes: number;
  readonly textBytes: number;
}

/** The length of a block's header. https://samtools.github.io/hts-specs/SAMv1.pdf, 4.1 */
export const BGZF_HEADER_BYTES = 18;
const SIZE_AT = 16;
/** The block that ends every bgzip file: 4.1.2 of the same document. */
export const END_OF_FILE = Buffer.from(
  '1f8b08040000000000ff0600424302001b0003000000000000000000',
  'hex',
);
/**
 * `.gzi`: a count, then two offsets for each block except the first.
 * https://www.htslib.org/doc/bgzip.html#GZI_FORMAT
 */
const NUMBER_BYTES = 8;
const ENTRY_BYTES = 2 * NUMBER_BYTES;

export const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

export const isBgzf = (bytes: Buffer): boolean =>
  isGzip(bytes) && ((bytes[3] ?? 0) & 4) !== 0 && bytes.toString('latin1', 12, 14) === 'BC';

/** Finds the starts of the blocks in a file that is read piece by piece. */
export class BgzfBlocks {
  /** All blocks with text, except the first. */
  readonly blocks: BgzfBlock[] = [];
  /** Whether the file ends with bgzip's last block. Known after the last piece. */
  isComplete = false;
  #rest: Buffer = Buffer.alloc(0);
  #block: BgzfBlock = { fileBytes: 0, textBytes: 0 };

  add(chunk: Buffer): void {
    let bytes = Buffer.concat([this.#rest, chunk]);
    while (bytes.length >= BGZF_HEADER_BYTES && isBgzf(bytes)) {
      const size = bytes.readUInt16LE(SIZE_AT) + 1;
      if (bytes.length < size) break;
      const text = bytes.readUInt32LE(size - 4);
      const { fileBytes, textBytes } = this.#block;
      if (text > 0 && fileBytes > 0) this.blocks.push(this.#block);
      this.isComplete = bytes.subarray(0, size).equals(END_OF_FILE);
      this.#block = { fileBytes: fileBytes + size, textBytes: textBytes + text };
      bytes = bytes.subarray(size);
    }
    this.#rest = bytes;
  }
}

/** The content of a `.gzi` for these blocks. */
export function writeGzi(blocks: readonly BgzfBlock[]): Buffer {
  const bytes = Buffer.alloc(NUMBER_BYTES + blocks.length * ENTRY_BYTES);
  bytes.writeBigUInt64LE(BigInt(blocks.length));
  for (const [index, { fileBytes, textBytes }] of blocks.entries()) {
    const at = NUMBER_BYTES + index * ENTRY_BYTES;
    bytes.writeBigUInt64LE(BigInt(fileBytes), at);
    bytes.writeBigUInt64LE(BigInt(textBytes), at + NUMBER_BYTES);
  }
  return bytes;
}

/** The fault of a `.gzi` for these blocks, as the end of a sentence; undefined if it is right. */
export function differenceOfGzi(gzi: Buffer, blocks: readonly BgzfBlock[]): string | undefined {
  const count = gzi.length < NUMBER_BYTES ? -1 : Number(gzi.readBigUInt64LE());
  if (gzi.length !== NUMBER_BYTES + count * ENTRY_BYTES) return 'is cut short or damaged';
  const expected = writeGzi(blocks);
  if (gzi.subarray(0, expected.length).equals(expected)) return undefined;
  // Some writers also list the empty block at the end, after all others.
  const entries = gzi.subarray(NUMBER_BYTES, expected.length);
  if (count === blocks.length + 1 && entries.equals(expected.subarray(NUMBER_BYTES))) {
    return undefined;
  }
  const at = blocks.findIndex((_, index) => {
    const from = NUMBER_BYTES + index * ENTRY_BYTES;
    const entry = gzi.subarray(from, from + ENTRY_BYTES);
    return !entry.equals(expected.subarray(from, from + ENTRY_BYTES));
  });
  return at === -1
    ? `has ${count} entries where the file has ${blocks.length}`
    : `has another offset for block ${at + 1} than the file, which has ${blocks.length} blocks after the first`;
}
