import { FLAG, MATE_POSITION, MATE_SEQUENCE, TEMPLATE_LENGTH, findTextTag } from './bam-records.ts';

/**
 * Tag with the original flag and mate fields of an orphan. Lower case is reserved for local use.
 */
const TAG = 'zj';
/** The bytes by which a record with the tag is found. */
export const TAG_BYTES = Buffer.from(`${TAG}Z`);
const DUPLICATE = 1024;
/** Paired, proper pair, mate unmapped, mate reversed, first, second. */
const OF_A_PAIR = 1 | 2 | 8 | 32 | 64 | 128;

/** The record without the fields of a pair, which its tag keeps. */
export function asSingle(record: Buffer): Buffer {
  const flag = record.readUInt16LE(FLAG);
  const own = [
    flag,
    record.readInt32LE(MATE_SEQUENCE),
    record.readInt32LE(MATE_POSITION),
    record.readInt32LE(TEMPLATE_LENGTH),
  ];
  const single = Buffer.concat([record, Buffer.from(`${TAG}Z${own.join(',')}\0`)]);
  single.writeInt32LE(single.length - 4, 0);
  single.writeUInt16LE(flag & ~OF_A_PAIR, FLAG);
  single.writeInt32LE(-1, MATE_SEQUENCE);
  single.writeInt32LE(-1, MATE_POSITION);
  single.writeInt32LE(0, TEMPLATE_LENGTH);
  return single;
}

/**
 * The record with its original fields and its new duplicate flag. Unchanged if it has no such tag.
 */
export function asOriginal(record: Buffer): Buffer {
  const tag = findTextTag(record, TAG);
  if (!tag) return record;
  const text = record.toString('latin1', tag.start + 3, tag.end - 1);
  if (!/^\d+(,-?\d+){3}$/.test(text)) return record;
  const [flag = 0, sequence = 0, position = 0, length = 0] = text.split(',').map(Number);
  const restored = Buffer.concat([record.subarray(0, tag.start), record.subarray(tag.end)]);
  restored.writeInt32LE(restored.length - 4, 0);
  const isDuplicate = record.readUInt16LE(FLAG) & DUPLICATE;
  restored.writeUInt16LE((flag & ~DUPLICATE) | isDuplicate, FLAG);
  restored.writeInt32LE(sequence, MATE_SEQUENCE);
  restored.writeInt32LE(position, MATE_POSITION);
  restored.writeInt32LE(length, TEMPLATE_LENGTH);
  return restored;
}
