import { open } from 'node:fs/promises';

/**
 * The index of minimap2 2.27, as mm_idx_dump in its index.c writes it: the magic number; w, k, b, the number of
 * sequences and flags; names and lengths; 2^b buckets; and the bases, 8 in 4 bytes.
 */
export const MAGIC = Buffer.from('MMI\x02', 'latin1');
const HEAD_BYTES = 24;
const NO_BASES = 2;
const WORD_BYTES = 4;

/** A sequence in an index. */
export interface IndexedSequence {
  readonly name: string;
  readonly bases: number;
}

/** Reads numbers from any position of a file. */
interface Positions {
  /** Throws if the file ends before. */
  readonly bytes: (position: number, length: number) => Promise<Buffer>;
  readonly sizeBytes: number;
}

/**
 * Finds out what is wrong with an index. minimap2 reads one that was cut short as a smaller genome, and succeeds.
 *
 * @param path an absolute path
 * @returns the end of a sentence; undefined if the index is whole
 */
export async function faultOfIndex(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { size: sizeBytes } = await file.stat();
    const bytes = async (position: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      if (bytesRead < length) throw new RangeError('cut short');
      return buffer;
    };
    return await faultIn({ bytes, sizeBytes });
  } catch (error) {
    if (error instanceof RangeError) return 'is cut short';
    throw error;
  } finally {
    await file.close();
  }
}

async function faultIn(file: Positions): Promise<string | undefined> {
  if (file.sizeBytes === 0) return 'has 0 bytes';
  const head = await file.bytes(0, Math.min(HEAD_BYTES, file.sizeBytes));
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) return 'is no index of minimap2';
  if (head.length < HEAD_BYTES) return 'is cut short';
  const [bits, count, flags] = [12, 16, 20].map((at) => head.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  let at = HEAD_BYTES;
  let bases = 0;
  for (let i = 0; i < count; i += 1) {
    const [nameBytes = 0] = await file.bytes(at, 1);
    bases += (await file.bytes(at + 1 + nameBytes, WORD_BYTES)).readUInt32LE();
    at += 1 + nameBytes + WORD_BYTES;
  }
  if (count === 0) return 'holds no sequence';
  for (let bucket = 0; bucket < 2 ** bits; bucket += 1) {
    at += WORD_BYTES + 8 * (await file.bytes(at, WORD_BYTES)).readUInt32LE();
    at += WORD_BYTES + 16 * (await file.bytes(at, WORD_BYTES)).readUInt32LE();
  }
  if ((flags & NO_BASES) !== 0) return 'was made without the genome’s bases (--idx-no-seq)';
  at += WORD_BYTES * Math.floor((bases + 7) / 8);
  if (at > file.sizeBytes) return 'is cut short';
  // Of several parts, minimap2 writes no header.
  return at < file.sizeBytes ? 'has several parts, or bytes after its end' : undefined;
}
