import { commandOf } from '@joblayer/job-runtime/testing';
import { merge } from './merge.tool.ts';
import { withoutIndexIfEmpty } from './several/empty.ts';

const steps = (...options: string[]) =>
  commandOf(merge, ['--variants', 'a.vcf.gz', 'b.bcf', ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const WRAPPED = withoutIndexIfEmpty(['']).slice(0, -1);
const START = [
  ...WRAPPED,
  ...['bcftools', 'merge', '--no-version', '--threads', '1', '--force-single'],
];
const call = (...options: string[]) =>
  (steps(...options).find(([name]) => name === 'bash') ?? []).slice(START.length, -4);

describe('the command of bcftools-merge', () => {
  it('indexes links to the files, and merges them', () => {
    expect(steps().slice(0, 5)).toEqual([
      ['ln', '-s', './inputs/a.vcf.gz', './variants-1.vcf.gz'],
      ['bcftools', 'index', '-c', '--threads', '1', './variants-1.vcf.gz'],
      ['ln', '-s', './inputs/b.bcf', './variants-2.bcf'],
      ['bcftools', 'index', '-c', '--threads', '1', './variants-2.bcf'],
      [
        ...[...START, '-m', 'both', '-F', '+', '-O', 'z'],
        ...['./variants-1.vcf.gz', './variants-2.bcf'],
      ],
    ]);
  });

  it('has every parameter, and extra arguments before the format', () => {
    expect(
      call(
        ...['--missing-to-ref', '--multiallelics', 'none', '--filters', 'PASS'],
        ...['--filter-logic', 'pass-if-any', '--info-rules', 'DP:sum,MQ:avg'],
        ...['--local-alleles', '4', '--force-samples', '--extra-args', '-M PL:max'],
      ),
    ).toEqual([
      ...['-0', '-m', 'none', '-f', 'PASS', '-F', 'x', '-i', 'DP:sum,MQ:avg', '-L', '4'],
      ...['--force-samples', '-M', 'PL:max'],
    ]);
    expect(call('--gvcf').slice(-2)).toEqual(['-g', '-']);
    expect(call('--gvcf', '--reference', 'g.fa').slice(-2)).toEqual(['-g', './reference.fa']);
  });

  it.each([
    [['--reference', 'g.fa'], '--reference was given without --gvcf'],
    [['--info-rules', 'DP'], '--info-rules expects rules'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
