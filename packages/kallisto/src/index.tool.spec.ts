import { commandOf } from '@joblayer/job-runtime/testing';
import { index } from './index.tool.ts';

const argv = (...options: string[]): readonly string[] =>
  commandOf(index, ['--transcripts', 'it\'s "a".fa', ...options])[0]?.pipeline[0] ?? [];
const START = ['kallisto', 'index', '-i', './outputs/index/it\'s "a".kallisto.idx', '-k'];

describe('the command of kallisto-index', () => {
  it('indexes the transcripts', () => {
    expect(argv()).toEqual([...START, '31', './inputs/it\'s "a".fa']);
  });

  it('has every parameter, and extra arguments before the file', () => {
    expect(argv('--kmer-length', '21', '--make-unique', '--extra-args', '--x "1 2"')).toEqual([
      ...[...START, '21', '--make-unique', '--x', '1 2', './inputs/it\'s "a".fa'],
    ]);
  });

  it('refuses an even length of k-mers', () => {
    expect(() => argv('--kmer-length', '20')).toThrow('must be odd');
  });
});
