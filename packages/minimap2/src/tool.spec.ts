import { commandOf } from '@joblayer/job-runtime/testing';
import { index } from './index.tool.ts';
import { tool } from './tool.ts';

const argv = (...options: string[]): readonly string[] =>
  commandOf(tool, options)[0]?.pipeline[0] ?? [];
const PAIR = ['--reads1', 'a_R1.fq.gz', '--reads2', 'a_R2.fq.gz', '--reference', 'g.fa'];

describe('the command of minimap2-align', () => {
  it('aligns long reads of several files, and sorts', () => {
    const options = ['--reads1', 'a_L001.fq.gz', 'a_L002.fq.gz', '--reference', 'g.mmi'];
    expect(argv(...options)).toEqual([
      ...['minimap2', '-a', '-x', 'map-ont', '-t', '2', '-I', '1000G'],
      ...['-R', '@RG\\tID:a\\tSM:a\\tLB:a\\tPL:ONT'],
      ...['./inputs/g.mmi', './inputs/a_L001.fq.gz', './inputs/a_L002.fq.gz'],
    ]);
    expect(commandOf(tool, options)[0]?.pipeline[1]).toEqual([
      ...['samtools', 'sort', '-@', '1', '-m', '128M', '-T', './tmp/sort', '--write-index', '-o'],
      ...['./outputs/bam/a_L001.bam##idx##./outputs/bam/a_L001.bam.bai', '-'],
    ]);
  });

  it('aligns pairs of short reads', () => {
    const words = argv(...PAIR, '--preset', 'sr', '--platform', 'ILLUMINA');
    expect(words.slice(2, 4)).toEqual(['-x', 'sr']);
    expect(words.slice(-3)).toEqual([
      ...['./inputs/g.fa', './inputs/a_R1.fq.gz', './inputs/a_R2.fq.gz'],
    ]);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const words = argv(
      ...['--reads1', "it's a.fa", '--sample', 'x', '--reference', 'g.fa', '--preset', 'splice'],
      ...['--no-secondary', '--max-secondary', '3', '--secondary-share', '0.5'],
      ...['--min-score', '40', '--max-intron', '5000', '--splice-strand', 'transcript'],
      ...['--soft-clip', '--md', '--cs', '--eqx', '--long-cigar', '--comments'],
      ...['--extra-args', '-f "0.001"'],
    );
    expect(words.slice(words.indexOf('-R') + 2)).toEqual([
      ...['--secondary=no', '-N', '3', '-p', '0.5', '-s', '40', '-G', '5000', '-u', 'f'],
      ...['-Y', '--MD', '--cs', '--eqx', '-L', '-y', '-f', '0.001'],
      ...['./inputs/g.fa', "./inputs/it's a.fa"],
    ]);
  });

  it.each([
    [PAIR, '--reads2 is for short reads, and --preset is map-ont'],
    [[...PAIR, '--preset', 'sr', '--reads1', 'a.fq', 'b.fq'], 'minimap2 takes one pair of files'],
    [
      ['--reads1', 'a.fq', '--reference', 'g.fa', '--splice-strand', 'both'],
      '--splice-strand is for spliced reads',
    ],
    [['--reads1', 'reads.fq', '--reference', 'g.fa'], '--sample is missing'],
  ])('refuses %j', (options, message) => {
    expect(() => argv(...options)).toThrow(message);
  });
});

describe('the command of minimap2-index', () => {
  const words = (...options: string[]) =>
    commandOf(index, ['--reference', 'g.fa.gz', ...options])[0]?.pipeline[0];
  const END = ['-d', './outputs/index/g.mmi', './inputs/g.fa.gz'];

  it('makes an index of one part', () => {
    expect(words()).toEqual([...['minimap2', '-x', 'map-ont', '-t', '2', '-I', '1000G', ...END]]);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const options = ['--preset', 'asm5', '--kmer-length', '17', '--window', '5'];
    expect(words(...options, '--extra-args', '-H')).toEqual([
      ...['minimap2', '-x', 'asm5', '-t', '2', '-I', '1000G', '-k', '17', '-w', '5', '-H', ...END],
    ]);
  });
});
