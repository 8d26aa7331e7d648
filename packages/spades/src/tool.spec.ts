import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const steps = (...options: string[]) =>
  commandOf(tool, options).map(({ pipeline: [argv] }): readonly string[] => argv);
const argv = (...options: string[]): readonly string[] =>
  steps(...options).find(([program]) => program === 'spades.py') ?? [];
const PAIR = ['--reads1', 'a_1.fq', '--reads2', 'a_2.fq'];
const SINGLE = ['--reads1', 'a.fq'];

describe('the command of spades', () => {
  it('takes pairs lane by lane as one library, and moves what it made', () => {
    const all = steps('--reads1', 'a_1.fq', 'b_1.fq', '--reads2', 'a_2.fq', 'b_2.fq');
    const [run = [], ...moves] = all;
    expect(run.slice(0, 13)).toEqual([
      ...['spades.py', '--pe-1', '1', './inputs/a_1.fq', '--pe-1', '1', './inputs/b_1.fq'],
      ...['--pe-2', '1', './inputs/a_2.fq', '--pe-2', '1', './inputs/b_2.fq'],
    ]);
    expect(run.slice(15, 17)).toEqual(['-t', '2']);
    expect(moves.map((move) => move.at(-1))).toEqual([
      './outputs/contigs/a_1.contigs.fa',
      './outputs/scaffolds/a_1.scaffolds.fa',
      './outputs/graph/a_1.assembly_graph.gfa',
    ]);
  });

  it('takes single reads, and links files with odd names', () => {
    expect(argv(...SINGLE).slice(1, 4)).toEqual(['--s', '1', './inputs/a.fq']);
    const [link = []] = steps('--reads1', 'it\'s "a".fq.gz');
    expect(link.slice(0, 3)).toEqual(['ln', '-s', './inputs/it\'s "a".fq.gz']);
    expect(link[3]).toMatch(/s1-1\.fq\.gz$/);
  });

  it('has every other file and parameter, and extra arguments at the end', () => {
    const words = argv(
      ...[...PAIR, '--singles', 's.fq', '--nanopore', 'n.fq', '--pacbio', 'p.fq'],
      ...['--mode', 'careful', '--kmers', '21,33', '--no-error-correction'],
      ...['--coverage-cutoff', 'auto', '--quality-offset', '33'],
      ...['--extra-args', '--disable-rr'],
    );
    expect(words.slice(1, 15)).toEqual([
      ...['--careful', '--pe-1', '1', './inputs/a_1.fq', '--pe-2', '1', './inputs/a_2.fq'],
      ...['--pe-s', '1', './inputs/s.fq', '--nanopore', './inputs/n.fq'],
      ...['--pacbio', './inputs/p.fq'],
    ]);
    expect(words.slice(words.indexOf('-k'))).toEqual([
      ...['-k', '21,33', '--only-assembler', '--cov-cutoff', 'auto'],
      ...['--phred-offset', '33', '--disable-rr'],
    ]);
  });

  it.each([
    ['isolate', '--isolate'],
    ['single-cell', '--sc'],
    ['meta', '--meta'],
    ['plasmid', '--plasmid'],
    ['metaplasmid', '--metaplasmid'],
    ['metaviral', '--metaviral'],
    ['rnaviral', '--rnaviral'],
  ])('has the mode %s', (mode, flag) => {
    expect(argv(...PAIR, '--mode', mode)[1]).toBe(flag);
  });

  it('gives transcripts and no scaffolds of RNA, and lets plasmids be absent', () => {
    const moves = steps(...PAIR, '--mode', 'rna').slice(1);
    expect(moves.map((move) => move.at(-2))).toEqual([
      expect.stringContaining('transcripts.fasta'),
      expect.stringContaining('.gfa'),
    ]);
    expect(
      steps(...PAIR, '--mode', 'plasmid')
        .at(-1)
        ?.at(0),
    ).toBe('sh');
  });

  it.each([
    [[...PAIR, 'b_2.fq'], 'expected 1, got 2'],
    [[...SINGLE, '--mode', 'meta'], '--mode meta is for pairs'],
    [[...SINGLE, '--singles', 's.fq'], '--singles was given without pairs'],
    [[...SINGLE, '--kmers', '20'], 'must be odd numbers'],
    [[...SINGLE, '--kmers', '33,21'], 'must be odd numbers'],
  ])('refuses %j', (options, message) => {
    expect(() => argv(...options)).toThrow(message);
  });
});
