import { commandOf } from '@joblayer/job-runtime/testing';
import { merge } from './merge.tool.ts';

const steps = (...options: string[]) =>
  commandOf(merge, ['--transcripts', 'a.gtf', "it's b.gtf", ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const MERGED = ['stringtie', '--merge', '-o', './outputs/merged/a.merged.gtf'];
const FILES = ['./samples.txt'];

describe('the command of stringtie-merge', () => {
  it('joins the files of a list', () => {
    expect(steps()).toEqual([
      [
        ...[...MERGED, '-m', '50', '-c', '0', '-F', '1', '-T', '1', '-f', '0.01', '-g', '250'],
        ...['-l', 'MSTRG', ...FILES],
      ],
    ]);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const [words] = steps(
      ...['--annotation', 'g.gtf', '--min-length', '60', '--min-coverage', '2', '--min-fpkm', '0'],
      ...['--min-tpm', '0.5', '--min-isoform-fraction', '0', '--max-gap', '0', '--prefix', 'M'],
      ...['--keep-retained-introns', '--extra-args', '-v'],
    );
    expect(words).toEqual([
      ...[...MERGED, '-G', './inputs/g.gtf', '-m', '60', '-c', '2', '-F', '0', '-T', '0.5'],
      ...['-f', '0', '-g', '0', '-l', 'M', '-i', '-v', ...FILES],
    ]);
  });
});
