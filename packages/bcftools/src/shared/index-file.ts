/**
 * Reads an index of variants as far as it shows which file it belongs to. With another file's index, bcftools finds
 * fewer records, or none.
 *
 * https://samtools.github.io/hts-specs/tabix.pdf, https://samtools.github.io/hts-specs/CSIv1.pdf
 */
export interface IndexFacts {
  /** The records that it counts; undefined if it has no counts. */
  readonly records: number | undefined;
  /** Where its last chunk ends in the compressed file, in bytes. */
  readonly endBytes: number;
}

const TBI_META_BIN = 37450;
const TBI_HEAD_BYTES = 36;
const CSI_HEAD_BYTES = 16;

/**
 * @param bytes decompressed
 * @throws RangeError if it is cut short
 * @returns undefined if it is no TBI and no CSI
 */
export function readIndex(bytes: Buffer): IndexFacts | undefined {
  const magic = bytes.toString('latin1', 0, 4);
  if (magic !== 'TBI\x01' && magic !== 'CSI\x01') return undefined;
  const isTbi = magic === 'TBI\x01';
  const metaBin = isTbi ? TBI_META_BIN : (2 ** (3 * (bytes.readInt32LE(8) + 1)) - 1) / 7 + 1;
  let at = isTbi
    ? TBI_HEAD_BYTES + bytes.readInt32LE(32)
    : CSI_HEAD_BYTES + 4 + bytes.readInt32LE(12);
  let sequences = bytes.readInt32LE(isTbi ? 4 : at - 4);
  let records: number | undefined;
  let endBytes = 0;
  const next = () => bytes.readInt32LE((at += 4) - 4);
  while (sequences > 0) {
    sequences -= 1;
    for (let bins = next(); bins > 0; bins -= 1) {
      const bin = bytes.readUInt32LE(at);
      at += isTbi ? 4 : 12;
      const chunks = next();
      if (chunks < 0) throw new RangeError('damaged');
      if (bin === metaBin) records = (records ?? 0) + Number(bytes.readBigUInt64LE(at + 16));
      else if (chunks > 0) {
        const end = bytes.readBigUInt64LE(at + 16 * chunks - 8);
        endBytes = Math.max(endBytes, Number(end >> 16n));
      }
      at += 16 * chunks;
    }
    if (isTbi) at += 4 + 8 * bytes.readInt32LE(at);
  }
  if (at > bytes.length) throw new RangeError('cut short');
  return { records, endBytes };
}
