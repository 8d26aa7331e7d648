import { commandOf } from '@joblayer/job-runtime/testing';
import { depth } from './depth.tool.ts';
import { fastq } from './fastq.tool.ts';
import { idxstats } from './idxstats.tool.ts';
import { merge } from './merge.tool.ts';

const argvs = (steps: ReturnType<typeof commandOf>) =>
  steps.map(({ pipeline }): readonly string[] => pipeline[0]);

describe('the command of samtools-idxstats', () => {
  it('reads all of a file without an index', () => {
    const [step] = commandOf(idxstats, ['--bam', 'a b.sam', '--extra-args', '--verbosity 5']);
    expect(step?.pipeline[0]).toEqual([
      ...['samtools', 'idxstats', '-@', '1', '--verbosity', '5', './inputs/a b.sam'],
    ]);
    expect(step?.stdoutTo).toBe('./outputs/counts/a b.idxstats.txt');
  });
});

describe('the command of samtools-depth', () => {
  const steps = (...options: string[]) => argvs(commandOf(depth, options));

  it('indexes a BAM first, which fails for one that is not sorted', () => {
    expect(steps('--bam', 'a.bam')).toEqual([
      ['samtools', 'index', '-c', '-@', '1', '-o', './a.bam.csi', './inputs/a.bam'],
      ['samtools', 'depth', '-@', '1', './inputs/a.bam'],
    ]);
  });

  it('checks the header of another format', () => {
    expect(steps('--bam', 'a.sam')[0]).toEqual(['samtools', 'view', '-H', './inputs/a.sam']);
  });

  it('has every parameter, and extra arguments', () => {
    const words = steps(
      ...['--bam', 'a.bam', '--region', 'c:1-9', '--positions', 'all', '--min-base-quality', '20'],
      ...['--min-map-quality', '30', '--min-length', '50', '--required-flag', '2'],
      ...['--any-flag', '192', '--filtering-flag', '16', '--keep-flag', '1024'],
      ...['--count-deletions', '--overlaps-once', '--header', '--targets', 't.bed'],
      ...['--extra-args', '--verbosity 5'],
    ).at(-1);
    expect(words?.slice(4)).toEqual([
      ...['-aa', '-q', '20', '-Q', '30', '-l', '50', '--require-flags', '2'],
      ...['--incl-flags', '192', '-G', '16', '-g', '1024', '-J', '-s', '-H'],
      ...['-b', './joblayer-targets.bed', '-r', 'c:1-9', '--verbosity', '5'],
      ...['-X', './inputs/a.bam', './a.bam.csi'],
    ]);
  });
});

describe('the command of samtools-merge', () => {
  const FILES = ['--bam', 'a.bam', 'b.bam'];
  const steps = (...options: string[]) => argvs(commandOf(merge, [...FILES, ...options]));

  it('checks the order in each header, and writes an index', () => {
    expect(steps()).toEqual([
      ['samtools', 'view', '-H', './inputs/a.bam'],
      ['samtools', 'view', '-H', './inputs/b.bam'],
      [
        ...['samtools', 'merge', '-@', '1', '-O', 'bam', '--write-index', '-o'],
        './outputs/merged/a.merged.bam##idx##./outputs/merged/a.merged.bam.bai',
        ...['./inputs/a.bam', './inputs/b.bam'],
      ],
    ]);
  });

  it('has every parameter, and extra arguments', () => {
    const options = ['--combine-read-groups', '--combine-programs', '--compression-level', '1'];
    const words = steps('--order', 'name', ...options, '--extra-args', '-s 7').at(-1);
    expect(words?.slice(4)).toEqual([
      ...['-n', '-c', '-p', '-l', '1', '-s', '7', '-O', 'bam', '-o'],
      ...['./outputs/merged/a.merged.bam', './inputs/a.bam', './inputs/b.bam'],
    ]);
    expect(commandOf(merge, [...FILES, '--order', 'name-ascii'])[0]?.pipeline[1]).toContain(
      'kind=lexicographical',
    );
  });

  it('gives files whose names htslib would split links of their own', () => {
    const links = argvs(commandOf(merge, ['--bam', 'a##idx##.bam', 'b##idx##.bam'])).slice(0, 2);
    expect(links.map((words) => words.at(-1))).toEqual([
      ...['./bam-1-a##_idx##.bam', './bam-2-b##_idx##.bam'],
    ]);
  });

  it.each([
    [['--cram', '/o/x.cram'], 'needs --reference'],
    [['--order', 'name', '--bai', '/o/x.bai'], '--bai'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});

describe('the command of samtools-fastq', () => {
  const pipeline = (...options: string[]) => commandOf(fastq, ['--bam', 'a.bam', ...options])[0];

  it('collates, and writes every read to one of four files', () => {
    expect(pipeline()?.pipeline).toEqual([
      ['samtools', 'collate', '-O', '-u', '-T', './tmp/collate', './inputs/a.bam'],
      [
        ...['samtools', 'fastq', '-@', '1', '-n', '-1', './outputs/reads1/a_1.fq.gz'],
        ...['-2', './outputs/reads2/a_2.fq.gz', '-s', './outputs/singletons/a_singletons.fq.gz'],
        ...['-0', './outputs/other/a_other.fq.gz', '-'],
      ],
    ]);
  });

  it('writes all reads to one file, with every parameter and extra arguments', () => {
    const words = pipeline(
      ...['--layout', 'single', '--name-suffix', '--required-flag', '4', '--filtering-flag', '256'],
      ...['--original-qualities', '--default-quality', '20', '--copy-tags', 'RX,CB', '--casava'],
      ...['--compression-level', '6', '--extra-args', '-G 12'],
    )?.pipeline[1];
    expect(words?.slice(4)).toEqual([
      ...['-N', '-f', '4', '-F', '256', '-O', '-v', '20', '-T', 'RX,CB', '-i', '-c', '6'],
      ...[
        '-G',
        '12',
        '-o',
        './outputs/reads/a_reads.fq.gz',
        '-0',
        './outputs/reads/a_reads.fq.gz',
        '-',
      ],
    ]);
  });

  it('refuses a file of mates for --layout single', () => {
    expect(() => pipeline('--layout', 'single', '--reads2', '/o/2.fq')).toThrow('--reads2');
  });
});
