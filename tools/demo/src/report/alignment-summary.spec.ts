import { basesIn, summarize } from './alignment-summary.ts';
import { summaryNumbers } from './samtools-stats.ts';

const STATS = [
  '# This file was produced by samtools stats (1.21+htslib-1.21)',
  'CHK\t1bd20fd8\t58ad2167\t29883386',
  '# Summary Numbers. Use `grep ^SN | cut -f 2-` to extract this part.',
  'SN\traw total sequences:\t20000\t# excluding supplementary and secondary reads',
  'SN\treads mapped:\t19000',
  'SN\tbases mapped (cigar):\t2425100\t# more accurate',
  'SN\terror rate:\t4.500000e-02\t# mismatches / bases mapped (cigar)',
  'SN\tinsert size average:\t-nan',
  'FFQ\t1\t0\t0',
].join('\n');

it('the summary numbers of samtools stats are read without their comments', () => {
  expect([...summaryNumbers(STATS)]).toEqual([
    ['raw total sequences', 20_000],
    ['reads mapped', 19_000],
    ['bases mapped (cigar)', 2_425_100],
    ['error rate', 0.045],
  ]);
});

it('the summary gives reads, mapped fraction, error rate and mean depth', () => {
  expect(summarize(STATS, 48_502, 's3://b/k')).toEqual({
    reads: 20_000,
    mappedReads: 19_000,
    mappedFraction: 0.95,
    errorRate: 0.045,
    meanDepth: expect.closeTo(50, 3) as number,
  });
});

it('an alignment without reads has a mapped fraction of 0, not NaN', () => {
  const none = STATS.replace('20000', '0').replace('19000', '0');
  expect(summarize(none, 48_502, 's3://b/k').mappedFraction).toBe(0);
});

it('a file that samtools stats did not write is refused with the number it lacks', () => {
  expect(() => summarize('<html>', 48_502, 's3://b/k')).toThrow(
    's3://b/k is not the output of samtools stats: it has no "raw total sequences".',
  );
});

it('the bases of a FASTA file are counted without headers and line ends', () => {
  expect(basesIn('>one\nACGT\nAC\n>two\r\nGG\r\n')).toBe(8);
});
