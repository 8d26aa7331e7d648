import { differenceOfFai } from './fai.ts';
import { FastaReader } from './reader.ts';

const TEXT = '>a x\nACGT\nAC\n>b\nACGTA\n';
const FAI = 'a\t6\t5\t4\t5\nb\t5\t16\t5\t6\n';
const reader = new FastaReader({ indexed: true }, (what) => {
  throw new Error(what);
});
reader.add(Buffer.from(TEXT));
const sequences = reader.end();

describe('an index of a FASTA', () => {
  it.each([
    ['as samtools makes it', FAI],
    ['in another order', 'b\t5\t16\t5\t6\na\t6\t5\t4\t5\n'],
    ['with Windows line ends', FAI.replaceAll('\n', '\r\n')],
    ['without a line end after the last line', FAI.trimEnd()],
    ['that has other line lengths for a sequence of one line', FAI.replace('5\t6\n', '60\t61\n')],
  ])('%s is accepted, as it finds the same bases', (_, fai) => {
    expect(differenceOfFai(fai, sequences)).toBeUndefined();
  });

  it.each([
    [
      'another length',
      'a\t7\t5\t4\t5\nb\t5\t16\t5\t6\n',
      'has in line 1 a 7 5 4 5, and the FASTA has 6 5 4 5',
    ],
    [
      'another offset',
      'a\t6\t5\t4\t5\nb\t5\t15\t5\t6\n',
      'has in line 2 b 5 15 5 6, and the FASTA has 5 16 5 6',
    ],
    ['other bases a line', 'a\t6\t5\t3\t5\nb\t5\t16\t5\t6\n', 'has in line 1 a 6 5 3 5'],
    ['other bytes a line', 'a\t6\t5\t4\t6\nb\t5\t16\t5\t6\n', 'has in line 1 a 6 5 4 6'],
    ['too short a line', 'a\t6\t5\t4\t5\nb\t5\t16\t4\t5\n', 'has in line 2 b 5 16 4 5'],
    [
      'another name',
      'a\t6\t5\t4\t5\nc\t5\t16\t5\t6\n',
      'has in line 2 the sequence c, which the FASTA lacks',
    ],
    ['a sequence too few', 'a\t6\t5\t4\t5\n', 'lacks the sequence b of the FASTA'],
    ['a sequence twice', `${FAI}a\t6\t5\t4\t5\n`, 'has a a second time in line 3'],
    ['nothing', '', 'lacks the sequence a of the FASTA'],
    ['no fields', 'no index\n', 'has in line 1 no sequence: "no index"'],
    ['fields of reads', 'a\t6\t5\t4\t5\t9\n', 'has in line 1 no sequence'],
  ])('with %s is refused', (_, fai, difference) => {
    expect(differenceOfFai(fai, sequences)).toContain(difference);
  });
});
