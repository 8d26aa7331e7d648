import type { ByteReader } from './byte-reader.ts';
import { sequenceOf, type AlignmentsHead, type Sequence } from './head.ts';

/** A program may write a header line with other whitespace, but FASTQ's `@name` is none. */
const HEADER_LINE = /^@[A-Z]{2}\s/;
const LEAST_FIELDS = 11;
/** Text has none. */
const NUL = 0;
/** So that a file of another format without line ends is not read as one line. */
const START_BYTES = 4096;

/** The head of SAM. https://samtools.github.io/hts-specs/SAMv1.pdf, 1.3 */
export async function readSamHead(bytes: ByteReader): Promise<AlignmentsHead | 'other'> {
  if ((await bytes.peek(START_BYTES)).includes(NUL)) return 'other';
  const sequences: Sequence[] = [];
  for (;;) {
    const line = await bytes.line();
    if (line === undefined) return { sequences, hasReads: false };
    if (line.trim() === '') continue;
    if (!HEADER_LINE.test(line)) {
      const isRecord = line.split('\t').length >= LEAST_FIELDS;
      return isRecord ? { sequences, hasReads: true } : 'other';
    }
    const sequence = sequenceOf(line);
    if (sequence) sequences.push(sequence);
  }
}
