import type { ByteReader } from './byte-reader.ts';
import { sequenceOf, type AlignmentsHead, type Sequence } from './head.ts';

/** The head of SAM. https://samtools.github.io/hts-specs/SAMv1.pdf, 1.3 */
export async function readSamHead(bytes: ByteReader): Promise<AlignmentsHead> {
  const sequences: Sequence[] = [];
  for (;;) {
    const line = await bytes.line();
    if (line === undefined) return { sequences, hasReads: false };
    if (line.trim() === '') continue;
    if (!line.startsWith('@')) return { sequences, hasReads: true };
    const sequence = sequenceOf(line);
    if (sequence) sequences.push(sequence);
  }
}
