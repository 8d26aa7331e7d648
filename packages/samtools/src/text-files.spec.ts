import { commandOf } from '@joblayer/job-runtime/testing';
import { bgzip } from './bgzip.tool.ts';
import { faidx } from './faidx.tool.ts';
import { faultOfRegions } from './region-list.ts';
import { tabix } from './tabix.tool.ts';

const argvs = (steps: ReturnType<typeof commandOf>) =>
  steps.map(({ pipeline }): readonly string[] => pipeline[0]);

describe('the command of samtools-faidx', () => {
  const steps = (...options: string[]) =>
    argvs(commandOf(faidx, ['--fasta', 'g.fa.gz', ...options]));
  const INDEXES = [
    ...['--fai-idx', './outputs/fai/g.fa.gz.fai', '--gzi-idx', './outputs/gzi/g.fa.gz.gzi'],
  ];

  it('makes the indexes', () => {
    expect(steps()).toEqual([
      ['ln', '-s', './inputs/g.fa.gz', './sequences.fa.gz'],
      ['samtools', 'faidx', ...INDEXES, './sequences.fa.gz'],
    ]);
  });

  it('extracts regions, with every parameter and extra arguments', () => {
    const options = ['--line-length', '80', '--reverse-complement', '--mark-strand', 'sign'];
    const words = steps('--regions', 'r.txt', ...options, '--extra-args', '-@ 1').at(-1);
    expect(words?.slice(6)).toEqual([
      ...['-n', '80', '-i', '--mark-strand', 'sign', '-@', '1', '-r', './inputs/r.txt'],
      ...['-o', './outputs/extracted/g.regions.fa', './sequences.fa.gz'],
    ]);
  });

  it.each([
    [['--line-length', '80'], 'without --regions'],
    [['--regions', 'r.txt', '--mark-strand', 'no'], 'without --reverse-complement'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});

describe('regions to extract', () => {
  const fault = (text: string) =>
    faultOfRegions(text, [
      { name: 'chr1', bases: 2000 },
      { name: 'HLA:1-2', bases: 9 },
    ]);

  it('are names, or names with first and last base', () => {
    expect(fault('chr1\nchr1:1-2,000\nHLA:1-2\nHLA:1-2:1-9\n')).toBeUndefined();
  });

  it.each([
    ['', 'holds no region'],
    ['chr2:1-5', 'names no sequence of --fasta in line 1'],
    ['chr1:1', 'names no sequence'],
    ['chr1:0-5', 'is not in the 2000 bases'],
    ['chr1:7-5', 'is not in the 2000 bases'],
    ['chr1\nchr1:1990-2001', 'is not in the 2000 bases of chr1 in line 2'],
  ])('%j are refused', (text, message) => {
    expect(fault(text)).toContain(message);
  });
});

describe('the command of bgzip', () => {
  const step = (...options: string[]) =>
    commandOf(bgzip, ['--file', 'it\'s "a".vcf', ...options])[0];

  it('compresses, and writes the index of the blocks', () => {
    const options = ['--compression-level', '9', '--binary', '--extra-args', '--verbosity 5'];
    expect(step(...options)?.pipeline[0]).toEqual([
      ...['bgzip', '-c', '-@', '2', '-l', '9', '--binary', '-i', '-I'],
      ...[
        './outputs/compressed/it\'s "a".vcf.gz.gzi',
        '--verbosity',
        '5',
        './inputs/it\'s "a".vcf',
      ],
    ]);
    expect(step()?.stdoutTo).toBe('./outputs/compressed/it\'s "a".vcf.gz');
  });

  it('decompresses', () => {
    const [only] = commandOf(bgzip, ['--file', 'a.vcf.gz', '--mode', 'decompress']);
    expect(only?.pipeline[0]).toEqual(['bgzip', '-c', '-@', '2', '-d', './inputs/a.vcf.gz']);
    expect(only?.stdoutTo).toBe('./outputs/decompressed/a.vcf.decompressed');
  });

  it('refuses an option of compression then', () => {
    expect(() => step('--mode', 'decompress', '--binary')).toThrow('--mode decompress');
  });
});

describe('the command of tabix', () => {
  const steps = (...options: string[]) => argvs(commandOf(tabix, options));

  it.each([
    ['a.vcf.gz', 'vcf'],
    ['a.bed.gz', 'bed'],
    ['a.gff3.gz', 'gff'],
    ['a.gtf.gz', 'gff'],
    ['a.sam.gz', 'sam'],
  ])('sees the format in the name %s', (name, preset) => {
    expect(steps('--file', name)[1]?.slice(0, 3)).toEqual(['tabix', '-p', preset]);
  });

  it('indexes a link, beside which tabix writes', () => {
    expect(steps('--file', "it's a.vcf.gz")).toEqual([
      ['ln', '-s', "./inputs/it's a.vcf.gz", './indexed.vcf.gz'],
      ['tabix', '-p', 'vcf', './indexed.vcf.gz'],
      ['mv', '-T', './indexed.vcf.gz.tbi', "./outputs/tbi/it's a.vcf.gz.tbi"],
    ]);
  });

  it('has every parameter, and extra arguments', () => {
    const [, words, move] = steps(
      ...['--file', 'a.tsv.gz', '--preset', 'columns', '--name-column', '2', '--start-column', '3'],
      ...['--end-column', '4', '--zero-based', '--skip-lines', '1', '--comment', '%'],
      ...['--format', 'csi', '--min-shift', '12', '--extra-args', '--verbosity 5'],
    );
    expect(words?.slice(1)).toEqual([
      ...['-s', '2', '-b', '3', '-e', '4', '-0', '-S', '1', '-c', '%', '-C', '-m', '12'],
      ...['--verbosity', '5', './indexed.tsv.gz'],
    ]);
    expect(move?.[2]).toBe('./indexed.tsv.gz.csi');
  });

  it.each([
    [['--file', 'a.tsv.gz'], 'does not show the format'],
    [['--file', 'a.tsv.gz', '--preset', 'columns'], 'without --name-column'],
    [['--file', 'a.vcf.gz', '--zero-based'], 'a column was given, and --preset is auto'],
    [['--file', 'a.vcf.gz', '--min-shift', '9'], '--min-shift is for a CSI'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
