import { commandOf } from '@joblayer/job-runtime/testing';
import { assemble } from './assemble.tool.ts';
import { merge } from './merge.tool.ts';

const argvOf = (
  tool: Parameters<typeof commandOf>[0],
  ...options: string[]
): readonly (readonly string[])[] =>
  commandOf(tool, options).map(({ pipeline: [argv] }): readonly string[] => argv);
const assembly = (...options: string[]) => argvOf(assemble, '--bam', 'it\'s "a".bam', ...options);
const last = (steps: readonly (readonly string[])[]) => steps.at(-1) ?? [];

describe('the command of stringtie', () => {
  it('assembles from a link with a plain name, by default as stringtie does', () => {
    const [link = [], run = []] = assembly();
    expect(link.slice(0, 3)).toEqual(['ln', '-s', './inputs/it\'s "a".bam']);
    expect(run).toEqual([
      ...['stringtie', link[3], '-o', './outputs/gtf/it\'s "a".stringtie.gtf'],
      ...['-A', './outputs/genes/it\'s "a".gene_abundance.tsv', '-p', '2', '-l', 'STRG'],
      ...['-f', '0.01', '-m', '200', '-a', '10', '-j', '1', '-c', '1', '-s', '4.75'],
      ...['-g', '50', '-M', '1'],
    ]);
  });

  it('has every value', () => {
    const words = last(
      assembly(
        ...['--strandedness', 'forward', '--label', 'X', '--min-isoform-fraction', '0.1'],
        ...['--min-length', '50', '--min-anchor', '5', '--min-junction-coverage', '2'],
        ...['--min-coverage', '3', '--min-single-exon-coverage', '6', '--max-gap', '7'],
        ...['--max-multi-mapped', '0.5', '--exclude-sequences', 'chrM,chrY'],
      ),
    ).join(' ');
    expect(words).toContain('--fr -l X -f 0.1 -m 50 -a 5 -j 2 -c 3 -s 6 -g 7 -M 0.5 -x chrM,chrY');
  });

  it('has every switch, tables for Ballgown, and extra arguments at the end', () => {
    const [unpack = [], , run = []] = assembly(
      ...['--annotation', 'g.gff3.gz', '--only-annotated', '--no-trimming'],
      ...['--no-multi-mapping-correction', '--conservative', '--long-reads'],
      ...['--ballgown', 'b/', '--strandedness', 'reverse', '--extra-args', '-E "2 5"'],
    );
    expect(unpack).toEqual(['gzip', '-dc', '--', './inputs/g.gff3.gz']);
    expect(run.slice(run.indexOf('-e'))).toEqual([
      ...['-e', '-t', '-u', '--conservative', '-L', '-b', './outputs/ballgown/b', '-E', '2 5'],
    ]);
    expect(run.join(' ')).toMatch(/-G \S+annotation --rf/);
  });

  it.each([
    [['--only-annotated'], '--only-annotated was given without --annotation'],
    [['--ballgown', 'b/'], '--ballgown was given without --annotation'],
  ])('refuses %j', (options, message) => {
    expect(() => assembly(...options)).toThrow(message);
  });
});

describe('the command of stringtie-merge', () => {
  const merging = (...options: string[]) => argvOf(merge, '--assemblies', 'a.gtf', ...options);

  it('merges a list of assemblies, by default as stringtie does', () => {
    const run = last(merging());
    expect(run.slice(0, -1)).toEqual([
      ...['stringtie', '--merge', '-o', './outputs/merged/a.merged.gtf', '-l', 'MSTRG'],
      ...['-m', '50', '-c', '0', '-F', '1', '-T', '1', '-f', '0.01', '-g', '250'],
    ]);
  });

  it('has every parameter, and extra arguments before the list', () => {
    const [link = [], run = []] = merging(
      ...['--annotation', 'g.gtf', '--label', 'X', '--min-length', '60', '--min-coverage', '2'],
      ...['--min-fpkm', '3', '--min-tpm', '4', '--min-isoform-fraction', '0.5', '--max-gap', '9'],
      ...['--keep-retained-introns', '--extra-args', '--viral'],
    );
    expect(link.slice(0, 3)).toEqual(['ln', '-s', './inputs/g.gtf']);
    expect(run.slice(6, -1)).toEqual([
      ...['-l', 'X', '-m', '60', '-c', '2', '-F', '3', '-T', '4', '-f', '0.5', '-g', '9'],
      ...['-i', '--viral'],
    ]);
  });
});
