import { commandOf } from '@joblayer/job-runtime/testing';
import { view } from './view.tool.ts';

const steps = (...options: string[]) =>
  commandOf(view, ['--bam', 'a.bam', ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const words = (...options: string[]): readonly string[] => steps(...options).at(-1) ?? [];
const TO_BAM = ['-O', 'bam', '-o', './outputs/selected/a.selected.bam', './inputs/a.bam'];

describe('the command of samtools-view', () => {
  it('converts to BAM', () => {
    expect(words()).toEqual(['samtools', 'view', '-@', '1', ...TO_BAM]);
  });

  it('has every filter, and extra arguments', () => {
    expect(
      words(
        ...['--min-map-quality', '30', '--required-flag', '2', '--filtering-flag', '3844'],
        ...['--any-flag', '192', '--exclude-all-flag', '12', '--read-group', 'x y'],
        ...['--library', 'l', '--tag-filter', 'RX:A', '--min-query-length', '50'],
        ...['--expression', '[NM] <= 2', '--subsample', '0.5', '--subsample-seed', '7'],
        ...['--add-flags', '1024', '--remove-flags', '512', '--remove-tags', 'XA,SA'],
        ...['--names', 'n.txt', '--unselected', '/o/rest.bam', '--extra-args', '-z off'],
      ).slice(4),
    ).toEqual([
      ...['-q', '30', '-f', '2', '-F', '3844', '--rf', '192', '-G', '12', '-r', 'x y', '-l', 'l'],
      ...['-d', 'RX:A', '-m', '50', '-e', '[NM] <= 2', '--subsample', '0.5'],
      ...['--subsample-seed', '7', '--add-flags', '1024', '--remove-flags', '512'],
      ...['-x', 'XA,SA', '-N', './inputs/n.txt', '-z', 'off'],
      ...['-U', './outputs/unselected/rest.bam', ...TO_BAM],
    ]);
  });

  it('finds a region by an index, which it makes, and writes one', () => {
    const options = ['--region', 'c:1-9', '--fetch-pairs', '--keep-tags', 'NM', '--index'];
    expect(steps(...options)).toEqual([
      ['samtools', 'index', '-c', '-@', '1', '-o', './a.bam.csi', './inputs/a.bam'],
      [
        ...['samtools', 'view', '-@', '1', '--keep-tag', 'NM', '-P', '-O', 'bam', '--write-index'],
        '-o',
        './outputs/selected/a.selected.bam##idx##./outputs/selected/a.selected.bam.bai',
        ...['-X', './inputs/a.bam', './a.bam.csi', 'c:1-9'],
      ],
    ]);
  });

  it('checks targets against the header', () => {
    const [header, ...more] = steps('--targets', 't.bed');
    expect(header).toEqual(['samtools', 'view', '-H', './inputs/a.bam']);
    expect(more.at(-1)).toContain('-L');
  });

  it('writes SAM with its header, or CRAM', () => {
    expect(words('--sam', '/o/x.sam').slice(4)).toEqual([
      ...['-h', '-O', 'sam', '-o', './outputs/sam/x.sam', './inputs/a.bam'],
    ]);
    expect(words('--cram', '/o/x.cram', '--reference', 'g.fa').slice(4)).toEqual([
      ...['--reference', '/proc/self/cwd/g.fa', '-O', 'cram', '-o', './outputs/cram/x.cram'],
      './inputs/a.bam',
    ]);
  });

  it('moves an output whose name htslib would split', () => {
    const [run, move] = steps('--selected', '/o/a##idx##b.bam');
    expect(run?.slice(6, 8)).toEqual(['-o', './joblayer-a##_idx##b.bam']);
    expect(move).toEqual([
      ...['mv', '-T', './joblayer-a##_idx##b.bam', './outputs/selected/a##idx##b.bam'],
    ]);
  });

  it.each([
    [['--subsample-seed', '1'], '--subsample-seed was given without --subsample'],
    [['--fetch-pairs'], '--fetch-pairs was given without --region'],
    [['--remove-tags', 'XA', '--keep-tags', 'NM'], 'were both given'],
    [['--sam', '/o/x.sam', '--index'], 'SAM has no index'],
    [['--sam', '/o/x.sam', '--cram', '/o/x.cram', '--reference', 'g.fa'], 'one format'],
    [['--cram', '/o/x.cram'], 'needs --reference'],
    [['--unselected', '/o/r.bam', '--region', 'c'], '--unselected is BAM of the whole file'],
    [['--sam', '/o/x.sam.gz'], 'promises another format'],
  ])('refuses %j', (options, message) => {
    expect(() => words(...options)).toThrow(message);
  });
});
