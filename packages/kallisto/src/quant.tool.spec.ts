import { commandOf } from '@joblayer/job-runtime/testing';
import { quant } from './quant.tool.ts';

const argv = (...options: string[]): readonly string[] =>
  commandOf(quant, ['--index', 'x.idx', ...options])[0]?.pipeline[0] ?? [];
const PAIR = ['--reads1', 'a_1.fq', '--reads2', 'a_2.fq'];
const SINGLE = ['--reads1', 'a_1.fq', '--fragment-length', '180', '--fragment-sd', '20'];
const START = [
  ...['kallisto', 'quant', '-i', './inputs/x.idx', '-o', './outputs/quant/a_1.kallisto'],
  ...['-t', '2', '--plaintext'],
];
const SAMPLES = ['-b', '0', '--seed', '42'];

describe('the command of kallisto-quant', () => {
  it('takes pairs, lane by lane', () => {
    const lanes = ['--reads1', 'a_1.fq', 'b_1.fq', '--reads2', 'a_2.fq', 'b_2.fq'];
    expect(argv(...lanes)).toEqual([
      ...[...START, ...SAMPLES, './inputs/a_1.fq', './inputs/a_2.fq'],
      ...['./inputs/b_1.fq', './inputs/b_2.fq'],
    ]);
  });

  it('takes single reads with the length of fragments', () => {
    expect(argv(...SINGLE)).toEqual([
      ...[...START, '--single', '-l', '180', '-s', '20', ...SAMPLES, './inputs/a_1.fq'],
    ]);
    expect(argv(...SINGLE, '--single-overhang')).toContain('--single-overhang');
  });

  it('has every parameter, and extra arguments before the files', () => {
    const words = argv(
      ...[...PAIR, '--strandedness', 'reverse', '--bias', '--bootstraps', '5', '--seed', '7'],
      ...['--fusion', '--extra-args', '--verbose'],
    );
    expect(words.slice(START.length, -2)).toEqual([
      ...['--rf-stranded', '--bias', '-b', '5', '--seed', '7', '--fusion', '--verbose'],
    ]);
    expect(argv(...PAIR, '--strandedness', 'forward')).toContain('--fr-stranded');
  });

  it.each([
    [['--reads1', 'a.fq'], 'single reads do not show the length of fragments'],
    [[...PAIR, '--fragment-sd', '20'], '--fragment-sd was given without --fragment-length'],
    [['--reads1', 'a.fq', '--fragment-length', '180'], 'was given without --fragment-sd'],
    [[...PAIR, '--single-overhang'], 'is for single reads'],
    [[...PAIR, 'b_2.fq'], 'expected 1, got 2'],
  ])('refuses %j', (options, message) => {
    expect(() => argv(...options)).toThrow(message);
  });
});
