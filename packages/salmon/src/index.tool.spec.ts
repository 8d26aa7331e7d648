import { commandOf } from '@joblayer/job-runtime/testing';
import { index } from './index.tool.ts';

const FASTA = 'it\'s "a".fa';
const steps = (...options: string[]) =>
  commandOf(index, ['--transcripts', FASTA, ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const INDEX = './outputs/index/it\'s "a".salmon';
const SALMON = ['salmon', '--no-version-check', 'index'];

describe('the command of salmon-index', () => {
  it('indexes the transcripts, and deletes the logs', () => {
    expect(steps()).toEqual([
      [
        ...[...SALMON, '-t', `./inputs/${FASTA}`, '-i', INDEX, '-p', '2', '-k', '31'],
        ...['--tmpdir', './tmp/index'],
      ],
      ['find', INDEX, '-name', '*.log', '-delete'],
    ]);
  });

  it('puts the genome behind the transcripts, and names its sequences as decoys', () => {
    const [joining, indexing] = steps('--genome', 'g.fa.gz');
    expect(joining).toEqual(['zcat', '-f', `./inputs/${FASTA}`, './inputs/g.fa.gz']);
    expect(indexing?.slice(3, 5)).toEqual(['-t', './transcripts-and-genome.fa']);
    expect(indexing?.slice(-2)).toEqual(['--decoys', './decoys.txt']);
  });

  it('has every parameter, and extra arguments at its end', () => {
    const [words = []] = steps(
      ...['--kmer-length', '21', '--gencode', '--keep-duplicates', '--sparse', '--no-clip-poly-a'],
      ...['--extra-args', '-f "20"'],
    );
    expect(words.slice(words.indexOf('-k'))).toEqual([
      ...['-k', '21', '--tmpdir', './tmp/index', '--gencode', '--keepDuplicates', '--sparse'],
      ...['--no-clip', '-f', '20'],
    ]);
  });

  it('refuses an even length of k-mers', () => {
    expect(() => steps('--kmer-length', '20')).toThrow('must be odd');
  });
});
