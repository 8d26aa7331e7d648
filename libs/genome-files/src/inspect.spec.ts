import type { InspectedFile } from '@joblayer/job-runtime';
import { gzipSync } from 'node:zlib';
import { inspectAlignments } from './inspect-alignments.ts';
import { inspectGenome } from './inspect-genome.ts';
import { inspectPositions } from './long-sequences.ts';

const file = (name: string, content: string | Buffer, sizeBytes?: number): InspectedFile => ({
  name,
  location: { scheme: 'file', path: `/in/${name}` },
  sizeBytes: sizeBytes ?? content.length,
  async *read() {
    yield await Promise.resolve(Buffer.from(content as string));
  },
});
const LONG = 2 ** 29 + 1;

describe('the check for a sequence that is too long for a BAI', () => {
  const fai = (length: number) => file('g.fa.fai', `a\t10\t3\t60\t61\nb\t${length}\t9\t60\t61\n`);
  const ann = (length: number) =>
    file('v/g.ann', `900 2 11\n0 a (null)\n0 ${length} 0\n0 b some words 1 2\n${length} 7 0\n`);

  it.each([
    ['a .fai', [fai(LONG)], true],
    ['a .fai with short sequences only', [fai(LONG - 1)], false],
    ['the .ann of bwa', [file('v/g.bwt', ''), ann(LONG)], true],
    ['the .ann of bwa with short sequences only', [ann(LONG - 1)], false],
    ['the size of a short FASTA', [file('g.fa', '>a\nACGT\n')], false],
  ])('has a result in preflight from %s', async (_, files, expected) => {
    const { facts } = await inspectGenome(files, false);
    expect(facts).toEqual({ longSequences: expected });
  });

  it.each([
    ['large', file('g.fa', '>a\nAC\n', LONG)],
    ['compressed', file('g.fa.gz', gzipSync('>a\nAC\n'))],
  ])('has no result for a %s FASTA before it is staged', async (_, fasta) => {
    expect(await inspectGenome([fasta], false)).toEqual({});
    expect(await inspectGenome([fasta], true)).toEqual({ facts: { longSequences: false } });
  });

  it('counts bases without line ends, across the pieces of a FASTA', async () => {
    const line = `${'N'.repeat(2 ** 20 - 2)}\r\n`;
    const lines = Math.ceil(2 ** 29 / (2 ** 20 - 2));
    const bases = lines * (2 ** 20 - 2);
    const genome = (more: string): InspectedFile => ({
      ...file('g.fa', '', LONG),
      async *read() {
        yield Buffer.from('>a\nACGT\n>b\n');
        for (let i = 0; i < lines - 1; i += 1) yield await Promise.resolve(Buffer.from(line));
        yield Buffer.from(`${'N'.repeat(2 ** 20 - 2 - (bases - 2 ** 29))}${more}\n>c\nAC`);
      },
    });
    expect(await inspectGenome([genome('')], true)).toEqual({ facts: { longSequences: false } });
    expect(await inspectGenome([genome('N')], true)).toEqual({ facts: { longSequences: true } });
  });
});

describe('the check for a variant beyond the limit of a TBI', () => {
  const vcf = (record: string) => `##x\n#CHROM\tPOS\nchr1\t5\t.\tA\tC\t.\t.\t.\n${record}\n`;

  it.each([
    ['a high position', 'chr1\t536870913\t.\tA\tC\t.\t.\t.', true],
    ['a long reference allele', 'chr1\t536870912\t.\tAC\tC\t.\t.\t.', true],
    ['a high END', 'chr1\t9\t.\tA\t<DEL>\t.\t.\tSVTYPE=DEL;END=600000000', true],
    ['another field that ends in END', 'chr1\t9\t.\tA\t<DEL>\t.\t.\tCIEND=600000000', false],
    ['a variant at the last position', 'chr1\t536870912\t.\tA\tC\t.\t.\t.\tGT', false],
  ])('has the right result for %s', async (_, record, expected) => {
    for (const content of [vcf(record), gzipSync(vcf(record))]) {
      const { facts } = await inspectPositions([file('x.vcf', content)], true);
      expect(facts).toEqual({ farPositions: expected });
    }
  });

  it('has no result before the VCF is staged', async () => {
    expect(await inspectPositions([file('x.vcf', vcf(''))], false)).toEqual({});
  });
});

describe('alignments without reads', () => {
  const header = '@SQ\tSN:a\tLN:10\n';
  const inspect = (requireReads: boolean, ...files: InspectedFile[]) =>
    inspectAlignments(files, { option: '--bam', requireReads });

  it('cause a warning', async () => {
    expect(await inspect(false, file('x.sam', header))).toEqual({
      facts: { longSequences: false },
      warnings: ['the file given with --bam holds no reads: the outputs hold no records'],
    });
  });

  it('are refused with exit code 65 if reads are required, with the file’s name', async () => {
    const reads = file('a.sam', `${header}r1\t4\t*\t0\t0\t*\t*\t0\t0\tA\tI\n`);
    await expect(inspect(true, reads, file('b.sam', header))).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringContaining(
        '--bam (b.sam) holds no reads, and --require-reads',
      ) as string,
    });
  });

  it('are allowed, but a file of 0 bytes is refused with exit code 65', async () => {
    await expect(inspect(false, file('x.bam', ''))).rejects.toMatchObject({
      exitCode: 65,
      message: 'the file given with --bam is empty: it has 0 bytes',
    });
  });
});
