/**
 * Offsets of the fields of a BAM record. The record begins with its size, which does not count
 * these 4 bytes. https://samtools.github.io/hts-specs/SAMv1.pdf, 4.2
 */
export const NAME_BYTES = 12;
export const FLAG = 18;
export const MATE_SEQUENCE = 24;
export const MATE_POSITION = 28;
export const TEMPLATE_LENGTH = 32;
export const NAME = 36;
const CIGAR_OPERATIONS = 16;
const BASES = 20;
/** The size of a value by its type. https://samtools.github.io/hts-specs/SAMv1.pdf, 4.2.4 */
const VALUE_BYTES: Readonly<Record<string, number>> = {
  ...{ A: 1, c: 1, C: 1, s: 2, S: 2, i: 4, I: 4, f: 4 },
};

/** The end of the record that begins at `at`; undefined if its end is not yet in `bytes`. */
export function recordEnd(bytes: Buffer, at: number): number | undefined {
  if (bytes.length < at + 4) return undefined;
  const end = at + 4 + bytes.readInt32LE(at);
  return bytes.length < end ? undefined : end;
}

/** The size of a BAM's header; undefined if its end is not yet in `bytes`. */
export function headerBytes(bytes: Buffer): number | undefined {
  if (bytes.length < 8) return undefined;
  let at = 8 + bytes.readInt32LE(4);
  if (bytes.length < at + 4) return undefined;
  const sequences = bytes.readInt32LE(at);
  at += 4;
  for (let i = 0; i < sequences; i += 1) {
    if (bytes.length < at + 4) return undefined;
    at += 8 + bytes.readInt32LE(at);
  }
  return bytes.length < at ? undefined : at;
}

/** The start of a tag in a record, and its end. */
export interface TagRange {
  readonly start: number;
  readonly end: number;
}

/** Finds a tag of text in a record by its two letters. */
export function findTextTag(record: Buffer, tag: string): TagRange | undefined {
  const bases = record.readInt32LE(BASES);
  const operations = record.readUInt16LE(CIGAR_OPERATIONS);
  const afterName = NAME + (record[NAME_BYTES] ?? 0) + 4 * operations;
  for (let start = afterName + ((bases + 1) >> 1) + bases; start < record.length;) {
    const end = tagEnd(record, start);
    if (record.toString('latin1', start, start + 3) === `${tag}Z`) return { start, end };
    start = end;
  }
  return undefined;
}

function tagEnd(record: Buffer, start: number): number {
  const type = String.fromCharCode(record[start + 2] ?? 0);
  if (type === 'Z' || type === 'H') return record.indexOf(0, start + 3) + 1;
  if (type !== 'B') return start + 3 + (VALUE_BYTES[type] ?? Infinity);
  const each = VALUE_BYTES[String.fromCharCode(record[start + 3] ?? 0)] ?? Infinity;
  return start + 8 + each * record.readInt32LE(start + 4);
}
