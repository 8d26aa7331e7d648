import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const steps = (...options: string[]) =>
  commandOf(tool, options, { memoryMiB: 5000 }).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const PAIR = ['--reads1', "it's a_1.fq", '--reads2', 'a_2.fq'];
const START = ['env', 'OMP_WAIT_POLICY=passive', 'spades.py'];
const END = [
  ...['-o', './spades', '--tmp-dir', './tmp/spades', '-t', '2', '-m', '4', '-k', 'auto'],
  ...['--phred-offset', '33'],
];

describe('the command of spades', () => {
  it('assembles pairs of an isolate, and takes its results', () => {
    const [assembling, ...moving] = steps(...PAIR);
    expect(assembling).toEqual([
      ...[...START, '--isolate', '-1', "./inputs/it's a_1.fq", '-2', './inputs/a_2.fq', ...END],
    ]);
    expect(moving).toEqual([
      ['mv', './spades/contigs.fasta', "./outputs/contigs/it's a_1.contigs.fa"],
      ['mv', './spades/scaffolds.fasta', "./outputs/scaffolds/it's a_1.scaffolds.fa"],
      ['mv', './spades/assembly_graph_with_scaffolds.gfa', "./outputs/graph/it's a_1.gfa"],
    ]);
  });

  it('assembles transcripts of single reads', () => {
    const [assembling, contigs, ...others] = steps('--reads1', 'a.fq', '--mode', 'rna');
    expect(assembling?.slice(3, 6)).toEqual(['--rna', '-s', './inputs/a.fq']);
    expect(contigs?.[1]).toBe('./spades/transcripts.fasta');
    expect(others).toHaveLength(1);
  });

  it('has every parameter, and extra arguments at its end', () => {
    const [words = []] = steps(
      ...[...PAIR, '--mode', 'careful', '--kmers', '21,33', '--coverage-cutoff', 'auto'],
      ...['--only-assembler', '--quality-offset', '64', '--extra-args', '--disable-rr'],
    );
    expect(words[3]).toBe('--careful');
    expect(words.slice(words.indexOf('-k'))).toEqual([
      ...['-k', '21,33', '--phred-offset', '64', '--cov-cutoff', 'auto', '--only-assembler'],
      '--disable-rr',
    ]);
  });

  it.each([
    [['--reads1', 'a.fq', '--mode', 'meta'], 'which needs pairs'],
    [[...PAIR, '--mode', 'meta', '--coverage-cutoff', '5'], 'which has none'],
    [[...PAIR, '--kmers', '200'], '--kmers'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
