import { commandOf } from '@joblayer/job-runtime/testing';
import { sample } from './sample.tool.ts';
import { seq } from './seq.tool.ts';
import { tool } from './tool.ts';

describe('the command of seqkit-stats', () => {
  const steps = (...options: string[]) =>
    commandOf(tool, ['--sequences', 'it\'s "a".fq', '/d/-x.fa', ...options]);
  const [ONE, TWO] = ['./stats-1.tsv', './stats-2.tsv'];

  it('has all columns by default, and runs for each file alone', () => {
    const argv = ['seqkit', 'stats', '-T', '-j', '1', '-a', '-t', 'auto', '-G', '- .', '-o'];
    expect(steps()).toEqual([
      { pipeline: [[...argv, ONE, '--', 'it\'s "a".fq']] },
      { pipeline: [[...argv, TWO, '--', './-x.fa']] },
      {
        pipeline: [['awk', 'FNR > 1 || NR == 1', ONE, TWO]],
        stdoutTo: './outputs/stats/it\'s "a".stats.tsv',
      },
    ]);
  });

  it('has every parameter, and extra arguments before the file', () => {
    const [first] = steps(
      ...['--no-all', '--n-statistics', '75,90', '--sequence-type', 'protein'],
      ...['--gap-letters', '*', '--extra-args', '-e'],
    );
    expect(first?.pipeline[0]).toEqual([
      ...['seqkit', 'stats', '-T', '-j', '1', '-N', '75,90', '-t', 'protein', '-G', '*', '-e'],
      ...['-o', ONE, '--', 'it\'s "a".fq'],
    ]);
  });
});

describe('the command of seqkit-seq', () => {
  const argv = (file: string, ...options: string[]) =>
    commandOf(seq, ['--sequences', file, ...options])[0]?.pipeline;

  it('copies without options', () => {
    expect(argv('a.fa.gz')).toEqual([
      [
        ...['seqkit', 'seq', '-j', '2', '-w', '60', '-t', 'auto', '-o'],
        ...['./outputs/filtered/a.filtered.fa.gz', './inputs/a.fa.gz'],
      ],
    ]);
  });

  it('has every parameter', () => {
    expect(
      argv(
        ...(['a.fq', '--min-length', '5', '--max-length', '9', '--min-quality', '20'] as const),
        ...['--max-quality', '30', '--reverse', '--complement', '--convert', 'dna-to-rna'],
        ...['--letter-case', 'upper', '--ids-only', '--line-width', '0', '--names', 'n.txt'],
        ...['--sequence-type', 'dna', '--invert-names', '--extra-args', '-v'],
      ),
    ).toEqual([
      [
        ...['seqkit', 'seq', '-j', '2', '-w', '0', '-t', 'dna', '-m', '5', '-M', '9', '-Q', '20'],
        ...['-R', '30', '-r', '-p', '--dna2rna', '-u', '-i', '-v', './inputs/a.fq'],
      ],
      [
        ...['seqkit', 'grep', '-j', '2', '-w', '0', '-f', './inputs/n.txt', '-v'],
        ...['-o', './outputs/filtered/a.filtered.fq', '-'],
      ],
    ]);
  });

  it.each([
    [['a.fa', '--min-quality', '20'], 'which has no qualities'],
    [['a.fq', '--min-length', '9', '--max-length', '5'], 'no sequence is within the limits'],
    [['a.fq', '--complement', '--sequence-type', 'protein'], '--complement was given with'],
    [['a.fq', '--invert-names'], '--invert-names was given without --names'],
  ] as const)('refuses %j', ([file, ...options], message) => {
    expect(() => argv(file, ...options)).toThrow(message);
  });
});

describe('the command of seqtk-sample', () => {
  const steps = (...options: string[]) => commandOf(sample, ['--reads1', 'a_1.fq.gz', ...options]);
  const PAIR = ['--reads2', 'a_2.fq'];

  it('takes the same records of both files', () => {
    expect(steps(...PAIR, '--fraction', '0.1')).toEqual([
      {
        pipeline: [
          ['seqtk', 'sample', '-s', '11', './inputs/a_1.fq.gz', '0.1'],
          ['bgzip', '-c', '-@', '2'],
        ],
        stdoutTo: './outputs/sampled1/a_1.R1.sampled.fq.gz',
      },
      {
        pipeline: [['seqtk', 'sample', '-s', '11', './inputs/a_2.fq', '0.1']],
        stdoutTo: './outputs/sampled2/a_2.R2.sampled.fq',
      },
    ]);
  });

  it('has every parameter', () => {
    const words = ['--count', '1000', '--two-pass', '--seed', '7', '--extra-args', '-x'];
    expect(steps(...words)[0]?.pipeline[0]).toEqual([
      ...['seqtk', 'sample', '-s', '7', '-2', '-x', './inputs/a_1.fq.gz', '1000'],
    ]);
  });

  it.each([
    [[], 'neither --fraction nor --count was given'],
    [['--fraction', '0.1', '--count', '9'], '--fraction and --count were both given'],
    [['--fraction', '0.1', '--two-pass'], '--two-pass was given without --count'],
    [['--fraction', '1'], '--fraction'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
