import { commandOf } from '@joblayer/job-runtime/testing';
import { fastq } from './fastq.tool.ts';
import { index } from './index.tool.ts';
import { merge } from './merge.tool.ts';
import { sort } from './sort.tool.ts';
import { view } from './view.tool.ts';

const ODD = 'it\'s "a" $(b).bam';
const bam = (...options: string[]) => ['--bam', ODD, ...options];
const genome = ['--reference', 'g.fa'];
const READ = ['samtools', 'faidx', './g.fa'];

describe('the command of samtools-sort', () => {
  it('sorts by coordinate and indexes, with its temporary files in scratch', () => {
    expect(commandOf(sort, bam())[0]?.pipeline).toEqual([
      [
        ...['samtools', 'sort', '-@', '1', '-m', '384M', '-T', './tmp/sort', '-O', 'bam'],
        ...['--write-index', '-o'],
        `./outputs/sorted/it's "a" $(b).sorted.bam##idx##./outputs/sorted/it's "a" $(b).sorted.bam.bai`,
        `./inputs/${ODD}`,
      ],
    ]);
  });

  it.each([
    ['name', ['-n']],
    ['ascii-name', ['-N']],
    ['template', ['--template-coordinate']],
  ])('makes no index in the order %s', (order, flags) => {
    const words = commandOf(sort, ['--bam', 'x.bam', '--order', order])[0]?.pipeline[0];
    expect(words).toEqual(expect.arrayContaining(flags));
    expect(words?.slice(-3)).toEqual(['-o', './outputs/sorted/x.sorted.bam', './inputs/x.bam']);
    expect(() =>
      commandOf(sort, ['--bam', 'x.bam', '--order', order, '--bai', '/o/x.bai']),
    ).toThrow(/--bai/);
  });

  it('writes a CRAM instead, with a genome, a level and extra arguments', () => {
    const cram = ['--cram', '/o/x.cram', '--compression-level', '9', '--extra-args', '-K "2 0"'];
    const steps = commandOf(sort, ['--bam', 'x.bam', ...genome, ...cram]);
    expect(steps.map(({ pipeline: [[program, command]] }) => [program, command])).toEqual([
      ...[['ln', '-s'], READ.slice(0, 2), ['samtools', 'sort']],
    ]);
    expect(steps.at(-1)?.pipeline[0].slice(8)).toEqual([
      ...['--reference', './g.fa', '-O', 'cram', '--output-fmt-option', 'level=9'],
      ...['--write-index', '-o', './outputs/cram/x.cram##idx##./outputs/cram/x.cram.crai'],
      ...['-K', '2 0', './inputs/x.bam'],
    ]);
    expect(() => commandOf(sort, bam('--cram', '/o/x.cram'))).toThrow(/needs --reference/);
  });
});

describe('the command of samtools-index', () => {
  const words = (...options: string[]) => commandOf(index, options)[0]?.pipeline[0];

  it('makes the index for the format', () => {
    expect(words('--bam', 'x.bam')).toEqual([
      ...['samtools', 'index', '-@', '1', '-o', './outputs/bai/x.bam.bai', './inputs/x.bam'],
    ]);
    expect(words('--bam', 'x.cram')?.at(-2)).toBe('./outputs/crai/x.cram.crai');
    expect(words('--bam', 'x.bam', '--csi', '/o/x.csi', '--min-shift', '12')?.slice(4)).toEqual([
      ...['-c', '-m', '12', '-o', './outputs/csi/x.csi', './inputs/x.bam'],
    ]);
  });

  it('is refused for the index of another format', () => {
    const only = (bam: string, outputs: object) => () =>
      index.command({
        inputs: { bam: { type: 'file', path: bam, name: bam, stem: 'x', secondaryFiles: {} } },
        outputs: { bai: undefined, csi: undefined, crai: undefined, ...outputs },
        ...{ params: {}, extraArgs: [], cpus: 2, memoryMiB: 1024, workDir: '.', tmpDir: './tmp' },
      });
    expect(only('x.cram', { bai: './x.bai' })).toThrow('x.cram is a CRAM');
    expect(only('x.bam', { crai: './x.crai' })).toThrow('x.bam is a BAM');
    expect(() => words('--bam', 'x.bam', '--min-shift', '12')).toThrow('without --csi');
  });
});

describe('the command of samtools-view', () => {
  it('has every filter', () => {
    const steps = commandOf(view, [
      ...['--bam', 'x.bam', '--read-names', 'n.txt', '--min-mapping-quality', '20'],
      ...['--required-flag', '2', '--filtering-flag', '1024', '--any-flag', '12'],
      ...['--read-group', 'a b', '--library', 'l', '--expression', '[NM] <= 2'],
      ...['--subsample', '0.5', '--seed', '7', '--remove-tags', 'OQ,XA', '--rest', '/o/r.bam'],
      ...['--index', '--extra-args', '-m 3'],
    ]);
    expect(steps.at(-1)?.pipeline[0].slice(4)).toEqual([
      ...['-O', 'bam', '--write-index', '-o'],
      './outputs/selected/x.selected.bam##idx##./outputs/selected/x.selected.bam.bai',
      ...['-U', './outputs/rest/r.bam', '-N', './inputs/n.txt', '-q', '20', '-f', '2'],
      ...['-F', '1024', '--rf', '12', '-r', 'a b', '-l', 'l', '-e', '[NM] <= 2'],
      ...['--subsample', '0.5', '--subsample-seed', '7', '-x', 'OQ,XA', '-m', '3'],
      './inputs/x.bam',
    ]);
    expect(() => commandOf(view, bam('--seed', '7'))).toThrow('only for --subsample');
  });

  it('finds a region by the index, which it makes if it is absent', () => {
    const [made, selected] = commandOf(view, ['--bam', 'x.bam', '--region', 'chr1:1-9']);
    expect(made?.pipeline[0].slice(0, 3)).toEqual(['samtools', 'index', '-c']);
    expect(selected?.pipeline[0].slice(-4)).toEqual([
      ...['-X', './inputs/x.bam', './x.bam.csi', 'chr1:1-9'],
    ]);
    expect(() => commandOf(view, ['--bam', 'x.sam', '--region', 'c'])).toThrow('is SAM');
  });

  it('compares targets with the header first', () => {
    const [header, targets, selected] = commandOf(view, ['--bam', 'x.bam', '--targets', 't.bed']);
    expect(header?.pipeline).toEqual([['samtools', 'view', '-H', './inputs/x.bam']]);
    expect(selected?.pipeline[0]).toEqual(expect.arrayContaining(['-L', targets?.stdoutTo]));
  });
});

describe('the command of samtools-merge', () => {
  it('merges the files in their order, with every parameter', () => {
    const words = commandOf(merge, [
      ...['--bam', 'b.bam', '--bam', 'a.cram', '--order', 'name', '--combine-read-groups'],
      ...['--combine-programs', '--read-group-of-name', '--compression-level', '1'],
    ])[0]?.pipeline[0];
    expect(words).toEqual([
      ...['samtools', 'merge', '-@', '1', '-n', '-c', '-p', '-r', '-O', 'bam'],
      ...['--output-fmt-option', 'level=1', '-o', './outputs/merged/b.merged.bam'],
      ...['./inputs/b.bam', './inputs/a.cram'],
    ]);
  });
});

describe('the command of samtools-fastq', () => {
  it('collates the reads, and writes each mate to its file', () => {
    const [step] = commandOf(fastq, ['--bam', 'x.bam']);
    expect(step?.pipeline).toEqual([
      ['samtools', 'collate', '-O', '-u', '-T', './tmp/collate', './inputs/x.bam'],
      [
        ...['samtools', 'fastq', '-@', '1', '-1', './outputs/reads1/x_1.fastq.gz'],
        ...['-2', './outputs/reads2/x_2.fastq.gz'],
        ...['-s', './outputs/singletons/x_singletons.fastq.gz'],
        ...['-0', './outputs/other/x_other.fastq.gz', '-F', '2304', '-c', '6', '-'],
      ],
    ]);
  });

  it('writes all reads of sorted alignments to one file, with every parameter', () => {
    const [step] = commandOf(fastq, [
      ...['--bam', 'x.bam', '--collated', '--layout', 'one-file', '--required-flag', '1'],
      ...['--filtering-flag', '4', '--mate-number', 'never', '--tags', 'RG,BC'],
      ...['--original-quality', '--default-quality', '30', '--casava', '--compression-level', '9'],
    ]);
    expect(step?.pipeline).toEqual([
      [
        ...['samtools', 'fastq', '-@', '1', '-f', '1', '-F', '4', '-n', '-T', 'RG,BC', '-O'],
        ...['-v', '30', '-i', '-c', '9', './inputs/x.bam'],
      ],
      ['bgzip', '-c', '-l', '9', '-@', '2'],
    ]);
    expect(step?.stdoutTo).toBe('./outputs/reads/x_reads.fastq.gz');
    expect(() => commandOf(fastq, bam('--reads', '/o/x.fq'))).toThrow('--layout one-file');
  });
});
