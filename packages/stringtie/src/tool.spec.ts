import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const steps = (...options: string[]) =>
  commandOf(tool, ['--bam', 'it\'s "a".bam', ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const BAM = './inputs/it\'s "a".bam';
const OUTPUTS = [
  ...['-o', './outputs/transcripts/it\'s "a".stringtie.gtf'],
  ...['-A', './outputs/abundances/it\'s "a".stringtie.genes.tsv', '-p', '2'],
];
const LIMITS = [
  ...['-l', 'STRG', '-f', '0.01', '-m', '200', '-a', '10', '-j', '1', '-c', '1', '-s', '4.75'],
  ...['-g', '50', '-M', '1'],
];

describe('the command of stringtie', () => {
  it('assembles without an annotation', () => {
    expect(steps()).toEqual([['stringtie', ...OUTPUTS, ...LIMITS, BAM]]);
  });

  it('estimates the transcripts of a compressed annotation', () => {
    const [decompressing, estimating] = steps('--annotation', 'g.gff3.gz', '--estimate-only');
    expect(decompressing).toEqual(['gzip', '-dc', './inputs/g.gff3.gz']);
    expect(estimating).toEqual([
      ...['stringtie', ...OUTPUTS, '-G', './annotation.gff3', '-e', ...LIMITS, BAM],
    ]);
  });

  it('has every parameter, and extra arguments before the file', () => {
    const [words = []] = steps(
      ...['--annotation', 'g.gtf', '--ballgown', '/o/b/', '--strandedness', 'reverse'],
      ...['--prefix', 'S', '--min-isoform-fraction', '0.1', '--min-length', '100'],
      ...['--min-anchor', '5', '--min-junction-coverage', '2', '--min-coverage', '1.5'],
      ...['--min-single-exon-coverage', '3', '--max-gap', '10', '--max-multi-fraction', '0.9'],
      ...['--no-trim', '--no-correct-multi-mapping', '--long-reads', '--skip-sequences', 'chrM'],
      ...['--extra-args', '-v'],
    );
    expect(words.slice(words.indexOf('-G'))).toEqual([
      ...['-G', './inputs/g.gtf', '-b', './outputs/ballgown/b', '--rf', '-l', 'S', '-f', '0.1'],
      ...['-m', '100', '-a', '5', '-j', '2', '-c', '1.5', '-s', '3', '-g', '10', '-M', '0.9'],
      ...['-t', '-u', '-L', '-x', 'chrM', '-v', BAM],
    ]);
    expect(steps('--strandedness', 'forward')[0]).toContain('--fr');
  });

  it.each([
    [['--estimate-only'], '--estimate-only was given without --annotation'],
    [['--ballgown', '/o/b/'], '--ballgown was given without --annotation'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
