const MAGIC = Buffer.from('BAI\x01', 'latin1');
/** The bin whose second chunk is no range of the file: it holds two counts (SAM specification, section 5.2). */
const COUNTS_BIN = 37_450;
const INT_BYTES = 4;
const OFFSET_BYTES = 8;
/** The upper 48 bits of an offset say where its block begins in the file. */
const BLOCK_SHIFT = 16n;

export const isBai = (file: Buffer): boolean => file.subarray(0, MAGIC.length).equals(MAGIC);

/**
 * A BAI in which the first block with records begins at 0. Headers of different sizes move all blocks alike, so two
 * indexes of the same records are equal then.
 */
export function bytesWithoutStart(bai: Buffer): Buffer {
  const places = offsetPlaces(bai).filter((place) => bai.readBigUInt64LE(place) !== 0n);
  const blocks = places.map((place) => bai.readBigUInt64LE(place) >> BLOCK_SHIFT);
  const start = blocks.reduce((least, block) => (block < least ? block : least), blocks[0] ?? 0n);
  const moved = Buffer.from(bai);
  for (const place of places)
    moved.writeBigUInt64LE(bai.readBigUInt64LE(place) - (start << BLOCK_SHIFT), place);
  return moved;
}

/** Where in the index an offset into the BAM is. */
function offsetPlaces(bai: Buffer): number[] {
  const places: number[] = [];
  let at = MAGIC.length;
  const int = (): number => {
    at += INT_BYTES;
    return bai.readUInt32LE(at - INT_BYTES);
  };
  const offsets = (count: number, isKept = true): void => {
    for (let index = 0; index < count; index += 1, at += OFFSET_BYTES) if (isKept) places.push(at);
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
  return places;
}
