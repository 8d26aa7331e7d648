import { commandOf } from '@joblayer/job-runtime/testing';
import { genomecov } from './genomecov.tool.ts';
import { merge } from './merge.tool.ts';
import { sort } from './sort.tool.ts';
import { tool } from './tool.ts';

const AB = ['--features-a', "it's a.bed", '--features-b', 'b.gtf', 'c.vcf'];
const intersect = (...options: string[]) => commandOf(tool, [...AB, ...options])[0]?.pipeline ?? [];
const BASE = ['bedtools', 'intersect', '-a', "./inputs/it's a.bed"];
const FILES = ['-b', './inputs/b.gtf', './inputs/c.vcf'];

describe('the command of bedtools-intersect', () => {
  it('writes the shared parts of A with its header', () => {
    expect(commandOf(tool, AB)).toEqual([
      {
        pipeline: [[...BASE, ...FILES, '-header']],
        stdoutTo: "./outputs/features/it's a.intersect.bed",
      },
    ]);
    expect(intersect('--no-header')).toEqual([[...BASE, ...FILES]]);
  });

  it('has every parameter, and extra arguments at its end', () => {
    expect(
      intersect(
        ...['--report', 'pairs', '--strandedness', 'opposite', '--min-fraction-a', '0.5'],
        ...['--min-fraction-b', '0.9', '--either-fraction', '--split', '--labels', 'b,c'],
        ...['--sort-hits', '--sorted', '--genome', 'g.fai', '--extra-args', '-nonamecheck'],
      ),
    ).toEqual([
      [
        ...[...BASE, ...FILES, '-wa', '-wb', '-S', '-f', '0.5', '-F', '0.9', '-e', '-split'],
        ...['-names', 'b', 'c', '-sortout', '-sorted', '-g', './inputs/g.fai', '-nonamecheck'],
      ],
    ]);
    expect(intersect('--min-fraction-a', '1', '--reciprocal')[0]).toContain('-r');
  });

  it('writes a BAM as BAM, or as BED without alignments that have no place', () => {
    const bam = ['--features-a', 'a.bam', '--features-b', 'b.bed'];
    const argv = ['bedtools', 'intersect', '-a', './inputs/a.bam', '-b', './inputs/b.bed'];
    expect(commandOf(tool, bam)[0]?.pipeline).toEqual([argv]);
    expect(commandOf(tool, [...bam, '--report', 'count'])[0]?.pipeline).toEqual([
      [...argv, '-c', '-bed'],
      ['awk', '-F', '\t', '$1 != "."'],
    ]);
  });

  it('compresses an output whose name ends in .gz', () => {
    const words = ['--features-a', 'a.vcf.gz', '--features-b', 'b.bed', '--report', 'absent'];
    expect(commandOf(tool, words)[0]?.pipeline.at(-1)).toEqual(['bgzip', '-c']);
  });

  it.each([
    [['--reciprocal'], '--reciprocal was given without --min-fraction-a'],
    [
      ['--reciprocal', '--min-fraction-a', '1', '--min-fraction-b', '1'],
      '--reciprocal was given with --min-fraction-b',
    ],
    [['--either-fraction'], '--either-fraction was given without --min-fraction-b'],
    [['--sorted'], '--sorted was given without --genome'],
    [['--labels', 'b,c'], '--report overlap has no column for them'],
    [['--report', 'pairs', '--labels', 'b'], '--labels has 1 names, and --features-b has 2 files'],
  ])('refuses %j', (options, message) => {
    expect(() => intersect(...options)).toThrow(message);
  });
});

const coverage = (...options: string[]) => commandOf(genomecov, options)[0]?.pipeline[0];

describe('the command of bedtools-genomecov', () => {
  it('reads a BAM without a genome', () => {
    expect(coverage('--features', 'a.bam', '--fragment-size', '9', '--ignore-deletions')).toEqual([
      ...['bedtools', 'genomecov', '-ibam', './inputs/a.bam', '-bg', '-ignoreD', '-fs', '9'],
    ]);
  });

  it('has every parameter', () => {
    const bed = ['--features', 'a.bed', '--genome', 'g.sizes'];
    const argv = ['bedtools', 'genomecov', '-i', './inputs/a.bed', '-g', './inputs/g.sizes'];
    expect(
      coverage(
        ...[...bed, '--report', 'bedgraph-all', '--strand', 'reverse', '--ends', 'three-prime'],
        ...['--scale', '0.5', '--split', '--track-line', '--extra-args', '-x'],
      ),
    ).toEqual([
      ...[...argv, '-bga', '-strand', '-', '-3', '-scale', '0.5', '-split', '-trackline', '-x'],
    ]);
    expect(coverage(...bed, '--report', 'histogram', '--max-depth', '9')).toEqual([
      ...[...argv, '-max', '9'],
    ]);
  });

  it.each([
    [['a.bed'], '--features is a.bed, which does not state'],
    [['a.bed', '--fragment-size', '9'], '--fragment-size is for alignments'],
    [['a.bed', '--ignore-deletions'], '--ignore-deletions is for alignments'],
    [['a.bam', '--report', 'histogram', '--scale', '2'], '--scale was given with'],
    [['a.bam', '--max-depth', '2'], '--max-depth is for --report histogram'],
    [['a.bam', '--report', 'depth', '--track-line'], '--track-line is for a bedGraph'],
  ])('refuses %j', (options, message) => {
    expect(() => coverage('--features', ...options)).toThrow(message);
  });
});

const merged = (...options: string[]) =>
  commandOf(merge, ['--features', 'a.bed', ...options])[0]?.pipeline;

describe('the command of bedtools-merge', () => {
  it('joins features, by default those that overlap or touch', () => {
    expect(merged()).toEqual([['bedtools', 'merge', '-i', './inputs/a.bed', '-d', '0']]);
  });

  it('sorts first, and has every parameter', () => {
    expect(
      merged(
        ...['--max-distance', '-5', '--strandedness', 'forward', '--columns', '4,5', '--sort'],
        ...['--operations', 'distinct,max', '--delimiter', '|', '--precision', '3', '--header'],
      ),
    ).toEqual([
      ['bedtools', 'sort', '-i', './inputs/a.bed', '-header'],
      [
        ...['bedtools', 'merge', '-i', 'stdin', '-d', '-5', '-S', '+', '-c', '4,5'],
        ...['-o', 'distinct,max', '-delim', '|', '-prec', '3', '-header'],
      ],
    ]);
  });

  it.each([
    [['--columns', '4'], '--columns was given without --operations'],
    [['--operations', 'max'], '--operations was given without --columns'],
    [['--columns', '4,5,6', '--operations', 'max,min'], '--columns has 3 columns'],
  ])('refuses %j', (options, message) => {
    expect(() => merged(...options)).toThrow(message);
  });
});

describe('the command of bedtools-sort', () => {
  const sorted = (...options: string[]) =>
    commandOf(sort, ['--features', 'a.vcf.gz', ...options])[0]?.pipeline;
  const argv = ['bedtools', 'sort', '-i', './inputs/a.vcf.gz'];

  it('sorts by position, by the genome’s order if there is one', () => {
    expect(sorted()).toEqual([
      [...argv, '-header'],
      ['bgzip', '-c'],
    ]);
    expect(sorted('--genome', 'g.fai')?.[0]).toEqual([...argv, '-g', './inputs/g.fai', '-header']);
  });

  it('sorts by size or score', () => {
    expect(sorted('--order', 'sequence-size-descending', '--no-header')?.[0]).toEqual([
      ...[...argv, '-chrThenSizeD'],
    ]);
    expect(() => sorted('--order', 'size', '--genome', 'g.fai')).toThrow('--order size');
  });
});
