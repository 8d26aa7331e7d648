import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const steps = (...options: string[]) =>
  commandOf(tool, ['--bam', 'it\'s "a".bam', '--annotation', 'g.gtf', ...options]);
const argv = (...options: string[]): readonly string[] => steps(...options)[0]?.pipeline[0] ?? [];
const COUNTS = './outputs/counts/it\'s "a".featureCounts.txt';
const DEFAULTS = [
  ...['-T', '2', '--tmpDir', './tmp', '-t', 'exon', '-g', 'gene_id', '-s', '0', '-Q', '0'],
  ...['--minOverlap', '1', '--fracOverlap', '0'],
];

describe('the command of featurecounts', () => {
  it('counts single reads by gene, and writes the summary beside the counts', () => {
    expect(steps()).toHaveLength(1);
    expect(argv()).toEqual([
      ...['featureCounts', '-a', './inputs/g.gtf', '-o', COUNTS, ...DEFAULTS, 'it\'s "a".bam'],
    ]);
  });

  it('moves the counts of junctions to their own place', () => {
    const [, moving] = steps('--junctions', '/o/j.txt');
    expect(moving?.pipeline[0]).toEqual(['mv', `${COUNTS}.jcounts`, './outputs/junctions/j.txt']);
  });

  it('counts pairs as fragments, or as reads', () => {
    expect(argv('--paired').slice(-3)).toEqual(['-p', '--countReadPairs', 'it\'s "a".bam']);
    expect(argv('--paired', '--no-count-fragments').slice(-2)).toEqual(['-p', 'it\'s "a".bam']);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const words = argv(
      ...['--strandedness', 'reverse', '--paired', '--require-both-ends', '--exclude-chimeric'],
      ...['--check-fragment-length', '--min-fragment-length', '20', '--max-fragment-length', '900'],
      ...['--feature-type', 'CDS,exon', '--gene-attribute', 'Parent', '--by-feature'],
      ...['--extra-attributes', 'gene_name,gene_biotype', '--multi-mapping', '--multi-overlap'],
      ...['--fraction', '--largest-overlap', '--min-overlap', '5', '--min-overlap-fraction', '0.5'],
      ...['--min-mapping-quality', '10', '--primary-only', '--ignore-duplicates'],
      ...['--junctions', '/o/x.jcounts', '--extra-args', '--nonSplitOnly'],
    );
    expect(words.slice(words.indexOf('-t'))).toEqual([
      ...['-t', 'CDS,exon', '-g', 'Parent', '-s', '2', '-Q', '10'],
      ...['--minOverlap', '5', '--fracOverlap', '0.5'],
      ...['--extraAttributes', 'gene_name,gene_biotype', '-P', '-d', '20', '-D', '900'],
      ...['-p', '--countReadPairs', '-B', '-C', '-f', '-M', '-O', '--fraction'],
      ...['--largestOverlap', '--primary', '--ignoreDup', '-J', '--nonSplitOnly', 'it\'s "a".bam'],
    ]);
  });

  it('counts long reads in one thread', () => {
    const words = argv('--long-reads');
    expect(words.slice(words.indexOf('-T'), words.indexOf('-T') + 2)).toEqual(['-T', '1']);
    expect(words).toContain('-L');
  });

  it('heads the columns of two files of one name by different paths', () => {
    const [step] = commandOf(tool, [
      ...['--bam', 's1/x.bam', 's2/x.bam', '--annotation', 'g.gtf', '--counts', '/o/counts.txt'],
      ...['--summary', '/o/s.txt'],
    ]);
    const [first = '', second = ''] = step?.pipeline[0].slice(-2) ?? [];
    expect(first).toMatch(/\/x\.bam$/);
    expect(first).not.toBe(second);
  });

  it.each([
    [['--require-both-ends'], 'an option for pairs was given without --paired'],
    [['--paired', '--long-reads'], 'which are counted singly'],
    [['--fraction'], '--fraction was given without --multi-mapping'],
  ])('refuses %j', (options, message) => {
    expect(() => argv(...options)).toThrow(message);
  });
});
