import { commandOf } from '@joblayer/job-runtime/testing';
import { bgzip } from './bgzip.tool.ts';
import { depth } from './depth.tool.ts';
import { faidx } from './faidx.tool.ts';
import { flagstat } from './flagstat.tool.ts';
import { idxstats } from './idxstats.tool.ts';
import { tabix } from './tabix.tool.ts';

describe('the commands that count', () => {
  it('samtools-flagstat reads without threads, in the format that was asked for', () => {
    const words = (...options: string[]) =>
      commandOf(flagstat, ['--bam', 'x.bam', ...options])[0]?.pipeline[0];
    expect(words()).toEqual(['samtools', 'flagstat', './inputs/x.bam']);
    expect(words('--format', 'json')).toEqual([
      ...['samtools', 'flagstat', '-O', 'json', './inputs/x.bam'],
    ]);
  });

  it('samtools-idxstats uses the index if it is given', () => {
    const words = (...options: string[]) =>
      commandOf(idxstats, ['--bam', 'x.bam', ...options])[0]?.pipeline[0];
    expect(words()).toEqual(['samtools', 'idxstats', './inputs/x.bam']);
    expect(words('--bai', 'x.bam.bai')?.slice(2)).toEqual([
      ...['-X', './inputs/x.bam', './inputs/x.bam.bai'],
    ]);
  });

  it('samtools-depth has every parameter, and compresses by the name of the output', () => {
    const [, , step] = commandOf(depth, [
      ...['--bam', 'a.bam', '--bam', 'b.bam', '--region', 'c:1-9', '--positions', 'all'],
      ...['--min-base-quality', '13', '--min-mapping-quality', '20', '--min-read-length', '30'],
      ...['--filtering-flag', '2048', '--include-flag', '1024', '--count-deletions'],
      ...['--count-overlaps-once', '--header'],
    ]);
    expect(step?.pipeline).toEqual([
      [
        ...['samtools', 'depth', '-@', '1', '-a', '-a', '-r', 'c:1-9', '-q', '13', '-Q', '20'],
        ...['-l', '30', '-G', '2048', '-g', '1024', '-J', '-s', '-H', '-X'],
        ...['./inputs/a.bam', './inputs/b.bam', './a.bam.csi', './b.bam.csi'],
      ],
      ['bgzip', '-c', '-@', '2'],
    ]);
    const plain = commandOf(depth, ['--bam', 'a.bam', '--depth', '/o/a.tsv']);
    expect(plain.at(-1)?.pipeline).toHaveLength(1);
  });
});

describe('the command of samtools-faidx', () => {
  it('indexes a link, and moves the index of the blocks', () => {
    const steps = commandOf(faidx, ['--reference', 'g.fa.gz']);
    expect(steps.map(({ pipeline }) => pipeline[0])).toEqual([
      ['ln', '-s', './inputs/g.fa.gz', './g.fa.gz'],
      ['samtools', 'faidx', '--fai-idx', './outputs/fai/g.fa.gz.fai', './g.fa.gz'],
      ['mv', '-T', './g.fa.gz.gzi', './outputs/gzi/g.fa.gz.gzi'],
    ]);
  });

  it('cuts regions out, with every parameter', () => {
    const steps = commandOf(faidx, [
      ...['--reference', 'g.fa', '--regions', 'r.txt', '--line-length', '80'],
      '--reverse-complement',
    ]);
    expect(steps.at(-1)).toEqual({
      pipeline: [
        [
          ...['samtools', 'faidx', '--fai-idx', './outputs/fai/g.fa.fai'],
          ...['-r', './inputs/r.txt', '-n', '80', '-i', './g.fa'],
        ],
      ],
      stdoutTo: './outputs/sequences/g.regions.fa',
    });
    expect(() => commandOf(faidx, ['--reference', 'g.fa', '--line-length', '80'])).toThrow(
      '--line-length is for regions only',
    );
  });
});

describe('the command of bgzip', () => {
  it('compresses with threads, and decompresses without', () => {
    const [step] = commandOf(bgzip, [
      ...['--file', 'x.bed', '--compression-level', '9', '--binary', '--gzi', '/o/x.gzi'],
    ]);
    expect(step).toEqual({
      pipeline: [
        [
          ...['bgzip', '-c', '-@', '2', '-l', '9', '--binary', '-i', '-I', './outputs/gzi/x.gzi'],
          './inputs/x.bed',
        ],
      ],
      stdoutTo: './outputs/compressed/x.bed.gz',
    });
    expect(commandOf(bgzip, ['--file', 'x.bed.gz', '--decompress'])).toEqual([
      { pipeline: [['bgzip', '-c', '-d', './inputs/x.bed.gz']], stdoutTo: expect.anything() },
    ]);
  });
});

describe('the command of tabix', () => {
  const words = (...options: string[]) => commandOf(tabix, options)[1]?.pipeline[0];

  it('knows the format by the name', () => {
    expect(words('--file', 'x.vcf.gz')).toEqual(['tabix', '-f', '-p', 'vcf', './x.vcf.gz']);
    expect(words('--file', 'x.gtf.gz')).toContain('gff');
    expect(words('--file', 'x.tsv.gz', '--preset', 'bed')).toContain('bed');
    expect(() => words('--file', 'x.tsv.gz')).toThrow('does not show the format');
  });

  it('takes the columns of a table, and every parameter', () => {
    const table = ['--file', 'x.tsv.gz', '--sequence-column', '2', '--start-column', '3'];
    expect(
      words(...table, '--zero-based', '--skip-lines', '1', '--comment', '%', '--csi', '/o/x.csi'),
    ).toEqual([
      ...['tabix', '-f', '-C', '-s', '2', '-b', '3', '-e', '3', '-0', '-S', '1', '-c', '%'],
      './x.tsv.gz',
    ]);
    expect(words(...table, '--end-column', '4')).toEqual(expect.arrayContaining(['-e', '4']));
    expect(() => words(...table, '--preset', 'bed')).toThrow('has its own columns');
  });
});
