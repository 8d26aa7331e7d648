import type { ByteReader } from './byte-reader.ts';
import type { AlignmentsHead, Sequence } from './head.ts';

/**
 * The head of a decompressed BAM. https://samtools.github.io/hts-specs/SAMv1.pdf, 4.2
 *
 * @returns undefined if it is no BAM, or cut short in its header
 */
export async function readBamHead(bytes: ByteReader): Promise<AlignmentsHead | undefined> {
  if ((await bytes.take(4))?.toString('latin1') !== 'BAM\x01') return undefined;
  const textBytes = await bytes.int32();
  if (textBytes === undefined || !(await bytes.take(textBytes))) return undefined;
  const count = (await bytes.int32()) ?? -1;
  const sequences: Sequence[] = [];
  for (let i = 0; i < count; i += 1) {
    const nameBytes = await bytes.int32();
    const name = nameBytes === undefined ? undefined : await bytes.take(nameBytes);
    const length = await bytes.int32();
    if (!name || length === undefined) return undefined;
    sequences.push({ name: name.toString('latin1', 0, name.length - 1), length });
  }
  if (count < 0) return undefined;
  return { sequences, hasReads: (await bytes.peek(1)).length > 0 };
}
