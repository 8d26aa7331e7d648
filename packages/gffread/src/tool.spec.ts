import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const steps = (...options: string[]) =>
  commandOf(tool, ['--annotation', 'it\'s "a".gtf', ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const GENES = './inputs/it\'s "a".gtf';
const GTF = ['--gtf', '/o/x.gtf'];

describe('the command of gffread', () => {
  it('extracts the sequences of transcripts from links, beside which an index may be made', () => {
    expect(steps('--genome', 'g.fa')).toEqual([
      ['ln', '-s', GENES, './annotation'],
      ['ln', '-s', './inputs/g.fa', './genome.fa'],
      [
        ...['gffread', './annotation', '-g', './genome.fa'],
        ...['-w', './outputs/transcripts/it\'s "a".transcripts.fa'],
      ],
    ]);
  });

  it('decompresses what is compressed', () => {
    const [genes, genome] = commandOf(tool, ['--annotation', 'a.gff3.gz', '--genome', 'g.fa.gz']);
    expect(genes).toMatchObject({ pipeline: [['gzip', '-dc', './inputs/a.gff3.gz']] });
    expect(genome).toMatchObject({ pipeline: [['gzip', '-dc', './inputs/g.fa.gz']] });
    expect([genes?.stdoutTo, genome?.stdoutTo]).toEqual(['./annotation', './genome.fa']);
  });

  it('makes each output that has a location', () => {
    const [, , ...runs] = steps(
      ...['--genome', 'g.fa', '--cds', '/o/c.fa', '--proteins', '/o/p.fa'],
      ...[...GTF, '--gff3', '/o/x.gff3', '--bed', '/o/x.bed'],
    );
    expect(runs.map((words) => words.slice(4))).toEqual([
      [
        ...['-w', './outputs/transcripts/it\'s "a".transcripts.fa', '-x', './outputs/cds/c.fa'],
        ...['-y', './outputs/proteins/p.fa'],
      ],
      ['-o', './outputs/gff3/x.gff3'],
      ['-T', '-o', './outputs/gtf/x.gtf'],
      ['--bed', '-o', './outputs/bed/x.bed'],
    ]);
  });

  it('has every parameter, and extra arguments at its end', () => {
    const words = steps(
      ...['--genome', 'g.fa', '--coding-only', '--omit-pseudo', '--multi-exon-only'],
      ...['--within-region', '--canonical-splicing', '--omit-in-frame-stops', '--complete-cds'],
      ...['--keep-attributes', '--keep-genes', '--all-features', '--merge-loci'],
      ...['--stop-as-asterisk', '--sort-names', '--max-intron', '1000', '--min-length', '200'],
      ...['--region', '+chrI:1-500', '--extra-args', '-D'],
    ).at(-1);
    expect(words?.slice(4, -3)).toEqual([
      ...['-C', '--no-pseudo', '-U', '-R', '-N', '-V', '-J', '-F', '--keep-genes', '-O', '-M'],
      ...['-S', '--sort-alpha', '-i', '1000', '-l', '200', '-r', '+chrI:1-500'],
    ]);
    expect(words?.at(-1)).toBe('-D');
    expect(steps(...GTF, '--noncoding-only').at(-1)).toContain('--nc');
  });

  it.each([
    [[], 'there is nothing to make'],
    [[...GTF, '--cds', '/o/c.fa'], '--cds was given without --genome'],
    [[...GTF, '--complete-cds'], 'a filter by sequence was given without --genome'],
    [[...GTF, '--coding-only', '--noncoding-only'], 'leave nothing'],
    [[...GTF, '--within-region'], '--within-region was given without --region'],
    [[...GTF, '--region', 'chrI'], '--region'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
