import type { FastaSequence } from './rules.ts';

const FIELDS = ['name', 'length', 'offset', 'bases a line', 'bytes a line'];

/**
 * The fault of an index (`.fai`) for these sequences, as the end of a sentence; undefined if it is
 * right. Its lines may have any order.
 *
 * https://www.htslib.org/doc/faidx.html
 */
export function differenceOfFai(
  fai: string,
  sequences: readonly FastaSequence[],
): string | undefined {
  const lacking = new Map(sequences.map((sequence) => [sequence.name, sequence]));
  const lines = fai.split('\n').map((line) => line.replace(/\r$/, ''));
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const [name = '', ...fields] = line.split('\t');
    const where = `line ${index + 1}`;
    if (fields.length !== FIELDS.length - 1 || !fields.every((field) => /^\d+$/.test(field))) {
      return `has in ${where} no sequence: ${JSON.stringify(line.slice(0, 80))}`;
    }
    const sequence = lacking.get(name);
    if (!sequence) {
      return sequences.some((known) => known.name === name)
        ? `has ${name} a second time in ${where}`
        : `has in ${where} the sequence ${name}, which the FASTA lacks`;
    }
    const expected = expectedFields(sequence);
    if (!isSame(fields.map(Number), sequence)) {
      return `has in ${where} ${name} ${fields.join(' ')}, and the FASTA has ${expected.join(' ')} (${FIELDS.slice(1).join(', ')})`;
    }
    lacking.delete(name);
  }
  const [absent] = lacking.keys();
  return absent === undefined ? undefined : `lacks the sequence ${absent} of the FASTA`;
}

const expectedFields = (sequence: FastaSequence): readonly number[] => [
  sequence.bases,
  sequence.offsetBytes,
  sequence.lineBases,
  sequence.lineBytes,
];

/**
 * Whether these fields find the same bases. For a sequence of one line, writers state different
 * line lengths.
 */
function isSame(fields: readonly number[], sequence: FastaSequence): boolean {
  const [bases = 0, offset = 0, lineBases = 0, lineBytes = 0] = fields;
  if (bases !== sequence.bases || offset !== sequence.offsetBytes) return false;
  if (sequence.bases <= sequence.lineBases) return lineBases >= bases && lineBytes >= lineBases;
  return lineBases === sequence.lineBases && lineBytes === sequence.lineBytes;
}
