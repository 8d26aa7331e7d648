import { commandOf } from '@joblayer/job-runtime/testing';
import { annotate } from './annotate.tool.ts';

const steps = (...options: string[]) =>
  commandOf(annotate, ['--variants', 'a.bcf', ...options]).map(({ pipeline }) => pipeline);
const call = (...options: string[]) =>
  (steps(...options).find(([[, name]]) => name === 'annotate')?.[0] ?? []).slice(5, -3);

describe('the command of bcftools-annotate', () => {
  it('removes without an index of its input', () => {
    expect(steps('--remove', 'INFO/DP').slice(0, 2)).toEqual([
      [['ln', '-s', './inputs/a.bcf', './variants.bcf']],
      [
        [
          ...['bcftools', 'annotate', '--no-version', '--threads', '1', '-x', 'INFO/DP'],
          ...['-O', 'z', './variants.bcf'],
        ],
      ],
    ]);
  });

  it('indexes variants on both sides', () => {
    const all = steps('--annotations', 'd.vcf', '--columns', 'ID').map(([argv]) => argv);
    expect(all.slice(1, 5)).toEqual([
      ['bcftools', 'index', '-c', '--threads', '1', './variants.bcf'],
      ['ln', '-s', './inputs/d.vcf', './annotations.vcf'],
      [
        ...['bcftools', 'view', '--no-version', '--threads', '1', '-O', 'z'],
        ...['-o', './annotations.vcf.gz', './annotations.vcf'],
      ],
      ['bcftools', 'index', '-c', '--threads', '1', './annotations.vcf.gz'],
    ]);
    expect(all[5]?.slice(5, -3)).toEqual(['-a', './annotations.vcf.gz', '-c', 'ID']);
  });

  it('sorts and indexes a table by the positions of its columns', () => {
    const columns = ['--columns', 'INFO/AF,CHROM,-,POS,REF,ALT'];
    const [, table, index] = steps('--annotations', 't.txt.gz', ...columns);
    expect(table).toEqual([
      ['gzip', '--decompress', '--stdout', '--force', '--', './inputs/t.txt.gz'],
      [
        ...['awk', '-v', 'bed=0', '-v', 'columns=6', '-v', 'chrom=2', '-v', 'begin=4'],
        ...['-v', 'end=4', '-f', './table.awk', './sequences.txt', 'table=1', '-'],
      ],
      ['sort', '-s', '-t', '\t', '-k', '2,2', '-k', '4,4n'],
      ['bgzip', '--stdout'],
    ]);
    expect(index).toEqual([
      ['tabix', '--csi', '-s', '2', '-b', '4', '-e', '4', './annotations.tsv.gz'],
    ]);
    const bed = steps('--annotations', 't.bed', '--columns', 'CHROM,BEG,END,INFO/G');
    expect(bed[2]).toEqual([['tabix', '--csi', '-p', 'bed', './annotations.bed.gz']]);
  });

  it('has every parameter, and extra arguments before the format', () => {
    expect(
      call(
        ...['--annotations', 't.bed', '--columns', 'CHROM,FROM,TO,INFO/G', '--mark-sites', '+HIT'],
        ...['--merge-logic', 'G:unique', '--min-overlap', '0.5:0.5', '--pair-logic', 'all'],
        ...['--remove', '^INFO/DP', '--set-id', '+%POS', '--include', 'QUAL>9', '--keep-sites'],
        ...['--header-lines', 'h.hdr', '--rename-chrs', 'r.txt', '--extra-args', '--force'],
      ),
    ).toEqual([
      ...['-a', './annotations.bed.gz', '-h', './header.hdr', '--rename-chrs', './names.txt'],
      ...['-c', 'CHROM,FROM,TO,INFO/G', '-m', '+HIT', '-l', 'G:unique', '--min-overlap', '0.5:0.5'],
      ...['--pair-logic', 'all', '-x', '^INFO/DP', '-I', '+%POS', '-i', 'QUAL>9', '-k', '--force'],
    ]);
    expect(call('--set-id', '%POS', '--exclude', 'QUAL<9')).toEqual([
      ...['-I', '%POS', '-e', 'QUAL<9'],
    ]);
    expect(call('--annotations', 'd.bcf', '--mark-sites', 'HIT')).toEqual([
      ...['-a', './annotations.bcf', '-m', 'HIT'],
    ]);
  });

  const TABLE = ['--annotations', 't.tsv'];
  it.each([
    [[], 'there is nothing to change'],
    [['--remove', 'ID', '--columns', 'ID'], '--columns was given without --annotations'],
    [['--remove', 'ID', '--mark-sites', 'X'], '--mark-sites was given without --annotations'],
    [['--remove', 'ID', '--merge-logic', 'X:max'], '--merge-logic was given without'],
    [['--remove', 'ID', '--min-overlap', '1'], '--min-overlap was given without --annotations'],
    [['--remove', 'ID', '--pair-logic', 'all'], '--pair-logic was given without --annotations'],
    [['--remove', 'ID', '--include', 'a', '--exclude', 'b'], '--include and --exclude were both'],
    [TABLE, '--annotations was given without --columns'],
    [[...TABLE, '--mark-sites', 'X'], '--annotations was given without --columns'],
    [[...TABLE, '--columns', 'CHROM,INFO/X'], '--columns of a table lacks CHROM and POS'],
    [['--annotations', 't.bed', '--columns', 'CHROM,POS'], '--columns of a BED does not begin'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
