import { FastaReader } from './reader.ts';
import type { FastaRules } from './rules.ts';

/** Reads text in pieces of a given size, as a piece of a file may end anywhere in a line. */
function read(text: string | Buffer, rules: FastaRules = {}, pieceBytes = 1_000_000) {
  const reader = new FastaReader(rules, (what, advice) => {
    throw new Error(`it ${what}. ${advice}`);
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    reader.add(bytes.subarray(at, at + pieceBytes));
  }
  return reader.end();
}

/** An index line for each sequence. */
const index = (text: string, rules: FastaRules = { indexed: true }, pieceBytes?: number) =>
  read(text, rules, pieceBytes).map(({ name, bases, offsetBytes, lineBases, lineBytes }) =>
    [name, bases, offsetBytes, lineBases, lineBytes].join(' '),
  );

/** The index lines of samtools faidx 1.21. */
const INDEXED = [
  ['several lines', '>a x\nACGT\nAC\n>b\nACGTA\n', ['a 6 5 4 5', 'b 5 16 5 6']],
  ['no line end at the end', '>a\nACGT\nAC', ['a 6 3 4 5']],
  ['Windows line ends', '>a\r\nACGT\r\nAC\r\n>b\r\nA\r\n', ['a 6 4 4 6', 'b 1 18 1 3']],
  ['a blank line between sequences', '>a\nACGT\n\n>b\nAC\n', ['a 4 3 4 5', 'b 2 12 2 3']],
  ['blank lines at its start and end', '\n\n>a\nACGT\nAC\n\n\n', ['a 6 5 4 5']],
  ['lower case and IUPAC codes', '>a\nacgtnN\nRYSWKM\nBDHVX\n', ['a 17 3 6 7']],
] as const;

describe('a FASTA', () => {
  it.each(INDEXED)('with %s is read in pieces of any size', (_, text, expected) => {
    for (const pieceBytes of [1, 2, 3, 5, 7, 100]) {
      expect(index(text, { indexed: true }, pieceBytes)).toEqual(expected);
    }
  });

  it('counts A, C, G and T in either case, without ambiguous codes', () => {
    expect(read('>a\nACGTacgt\nNnRx\n')).toMatchObject([{ bases: 12, acgtBases: 8 }]);
  });

  it('with lines of different lengths is read if no index is needed', () => {
    expect(read('>a\nACGT\nAC\nACGTACGT\n\nA\n')).toMatchObject([{ bases: 15 }]);
  });

  it('may begin with a byte-order mark if the tool skips it', () => {
    expect(index('\uFEFF>a\nACGT\n', { byteOrderMark: true })).toEqual(['a 4 6 4 5']);
    expect(() => read('\uFEFF>a\nACGT\n')).toThrow('begins with a byte-order mark');
  });

  it('of proteins or coding sequences may have any letters, and repeated names', () => {
    expect(read('>p\nMEFL*\n>p\n\n', { anyLetters: true })).toHaveLength(2);
  });

  it.each([
    ['nothing', '', 'is empty: it holds no text'],
    ['blank lines only', '\n\r\n\n', 'holds no sequence'],
    ['a header only', '>a\n', 'has no bases for the sequence a, in line 1'],
    ['a header without a line end only', '>a', 'has no bases for the sequence a, in line 1'],
    [
      'a sequence without bases',
      '>a\nAC\n>z\n>b\nAC\n',
      'has no bases for the sequence z, in line 3',
    ],
    ['a last sequence without bases', '>a\nAC\n>z\n', 'has no bases for the sequence z, in line 3'],
    ['other text', 'hello world\n', 'is not FASTA: line 1 is "h'],
    ['text before the first header', '\nx\n>a\nAC\n', 'is not FASTA: line 2 is "x"'],
    ['reads', '@r\nACGT\n+\nIIII\n', 'is FASTQ, not FASTA: line 1 is'],
    [
      'a name twice',
      '>a\nACGT\n>b\nA\n>a\nAC\n',
      'names the sequence a twice, in line 1 and line 5',
    ],
    [
      'names that differ after the first blank only',
      '>a 1\nAC\n>a\t2\nAC\n',
      'names the sequence a twice, in line 1 and line 3: a name ends at the first blank',
    ],
    ['no name', '>\nACGT\n', 'has a sequence without a name in line 1'],
    ['a blank before the name', '>b\nA\n> a\nACGT\n', 'has a sequence without a name in line 3'],
    ['the name * of unaligned reads', '>*\nACGT\n', 'has in line 1 the name "*"'],
    [
      'letters of proteins',
      '>a\nACGT\nMEFL\n',
      'has "E" in line 3, among the bases. A file of prot',
    ],
    ['U for T', '>a\nACGU\n', 'has "U" in line 2, among the bases. This is RNA'],
    ['gaps', '>a\nAC-GT\n', 'has "-" in line 2, among the bases. A genome has no gaps'],
    ['a space after the bases', '>a\nACGT \n', 'has a space in line 2'],
    ['a line of blanks', '>a\nACGT\n  \n>b\nAC\n', 'has a space in line 3'],
    ['a header in a line of bases', '>a\nACGT>b\nAC\n', 'has ">" in line 2, among the bases. A li'],
    ['a comment', '>a\n;x\nACGT\n', 'has ";" in line 2'],
    ['a byte that is no text', '>a\nAC\0GT\n', 'has the byte 0x00 in line 2'],
    ['line ends of old Mac OS', '>a\rACGT\rAC\r', 'has a carriage return in the middle of line 1'],
    ['a carriage return among the bases', '>a\nAC\rGT\n', 'has a carriage return in the middle in'],
    [
      'a line of a carriage return first',
      '>a\r\n\r\nAC\r\n',
      'has only a carriage return in line 2',
    ],
  ])('with %s is refused, in pieces of any size', (_, text, message) => {
    for (const pieceBytes of [1, 3, 1000]) {
      expect(() => read(text, {}, pieceBytes)).toThrow(`it ${message}`);
    }
  });

  it('is refused with names that are the same to the tool', () => {
    const keyOf = (name: string) => name.replace(/^chr/, '');
    expect(() => read('>chr1\nAC\n>1\nAC\n', { keyOf })).toThrow(
      'names the sequences chr1 and 1, in line 1 and line 3, which are the same to this tool',
    );
  });

  it.each([
    ['a longer line', '>a\nACGT\nACGTA\nAC\n', '5 bases in line 3, 4 in the lines before it'],
    [
      'a shorter line',
      '>b\nA\n>a\nACGT\nAC\nACGT\n',
      '2 bases in line 5, 4 in the lines before it',
    ],
    [
      'a blank line in a sequence',
      '>a\nACGT\n\nACGT\n',
      'a blank line in the middle of a sequence',
    ],
    [
      'a blank line after a header',
      '>a\n\nACGT\n',
      'a blank line in the middle of a sequence, line 2',
    ],
    ['another line end', '>a\r\nACGT\nACGT\r\n', 'has another line end in line 3'],
    ['another line end before more', '>a\nACGT\r\nACGT\nACGT\n', 'another line end in line 3'],
  ])('with %s is refused, as it cannot be indexed', (_, text, message) => {
    expect(() => index(text)).toThrow(message);
    expect(() => read(text)).not.toThrow();
  });
});
