import { commandOf } from '@joblayer/job-runtime/testing';
import { index } from './index.tool.ts';

const OUT = './outputs/index/it\'s "a".salmon';
const FASTA = './inputs/it\'s "a".fa';
const steps = (...options: string[]) =>
  commandOf(index, ['--transcripts', 'it\'s "a".fa', ...options]).map(
    ({ pipeline: [argv] }): readonly string[] => argv,
  );
const START = ['salmon', '--no-version-check', 'index', '-t'];

describe('the command of salmon-index', () => {
  it('indexes the transcripts, and leaves out the logs', () => {
    const [build = [], remove = []] = steps();
    expect(build.slice(0, -1)).toEqual([
      ...[...START, FASTA, '-i', OUT, '-k', '31', '-p', '2', '--tmpdir'],
    ]);
    expect(remove).toEqual(['rm', `${OUT}/pre_indexing.log`, `${OUT}/ref_indexing.log`]);
  });

  it('has every parameter, and extra arguments at the end', () => {
    const [build = []] = steps(
      ...['--kmer-length', '21', '--gencode', '--keep-duplicates', '--keep-poly-a', '--sparse'],
      ...['--extra-args', '-f "2 0"'],
    );
    expect(build).toContain('21');
    expect(build.slice(-6)).toEqual([
      ...['--gencode', '--keepDuplicates', '--no-clip', '--sparse', '-f', '2 0'],
    ]);
  });

  it('joins transcripts and a genome, and lists its sequences as decoys', () => {
    const [unpack = [], join = [], build = []] = steps('--genome', 'g.fa.gz');
    expect(unpack.slice(0, 2)).toEqual(['ln', '-s']);
    expect([...join, ...build].join(' ')).toContain('gzip --decompress');
    expect(steps('--decoys', 'd.txt')[0]).toContain('-d');
  });

  it.each([
    [['--kmer-length', '20'], 'must be odd'],
    [['--genome', 'g.fa', '--decoys', 'd.txt'], 'exclude each other'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
