const MAGIC = Buffer.from('BAI\x01', 'latin1');
/**
 * The bin that samtools adds for two counts: its second chunk is no range of the file (SAM
 * specification, section 5.2).
 */
const COUNTS_BIN = 37_450;
const INT_BYTES = 4;
const OFFSET_BYTES = 8;
/** The upper 48 bits of an offset are the position of its block in the file. */
const BLOCK_SHIFT = 16n;

export const isBai = (file: Buffer): boolean => file.subarray(0, MAGIC.length).equals(MAGIC);

/**
 * The BAI with its offsets moved so that the first block of records begins at 0. A header of
 * another size moves all blocks equally. So two indexes of the same records become equal.
 */
export function bytesWithoutStart(bai: Buffer): Buffer {
  const positions = offsetPositions(bai).filter((at) => bai.readBigUInt64LE(at) !== 0n);
  const blocks = positions.map((at) => bai.readBigUInt64LE(at) >> BLOCK_SHIFT);
  const start = blocks.reduce((least, block) => (block < least ? block : least), blocks[0] ?? 0n);
  const moved = Buffer.from(bai);
  for (const at of positions)
    moved.writeBigUInt64LE(bai.readBigUInt64LE(at) - (start << BLOCK_SHIFT), at);
  return moved;
}

/** The positions in the index that hold an offset into the BAM. */
function offsetPositions(bai: Buffer): number[] {
  const positions: number[] = [];
  let at = MAGIC.length;
  const int = (): number => {
    at += INT_BYTES;
    return bai.readUInt32LE(at - INT_BYTES);
  };
  const offsets = (count: number, isKept = true): void => {
    for (let index = 0; index < count; index += 1, at += OFFSET_BYTES)
      if (isKept) positions.push(at);
  };
  for (let references = int(); references > 0; references -= 1) {
    for (let bins = int(); bins > 0; bins -= 1) {
      const bin = int();
      const chunks = int();
      offsets(bin === COUNTS_BIN ? 2 : 2 * chunks);
      if (bin === COUNTS_BIN) offsets(2, false);
    }
    offsets(int());
  }
  return positions;
}
