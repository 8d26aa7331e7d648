import { commandOf } from '@joblayer/job-runtime/testing';
import { filter } from './filter.tool.ts';

const steps = (...options: string[]) =>
  commandOf(filter, ['--variants', 'a.vcf', ...options]).map(({ pipeline }) => pipeline[0]);
const call = (...options: string[]) =>
  (steps(...options).find(([, name]) => name === 'filter') ?? []).slice(5, -3);

describe('the command of bcftools-filter', () => {
  it('drops what fails', () => {
    const [link, argv, ...rest] = steps('--exclude', 'QUAL<20');
    expect(link).toEqual(['ln', '-s', './inputs/a.vcf', './variants.vcf']);
    expect(argv).toEqual([
      ...['bcftools', 'filter', '--no-version', '--threads', '1', '-e', 'QUAL<20'],
      ...['-O', 'z', './variants.vcf'],
    ]);
    expect(rest.map(([, name]) => name)).toEqual(['index', 'head']);
  });

  it('has every parameter, and extra arguments before the format', () => {
    expect(
      call(
        ...['--include', 'QUAL>20', '--mask', 'm.bed', '--soft-filter', 'weak', '--mode', 'add'],
        ...['--set-gts', 'reference', '--snp-gap', '5:indel,mnp', '--indel-gap', '9'],
        ...['--regions-file', 'r.bed', '--extra-args', '--mask-overlap 0'],
      ),
    ).toEqual([
      ...['-T', './joblayer-regions-file.bed', '--targets-overlap', '1'],
      ...['-M', './joblayer-mask.bed', '-i', 'QUAL>20', '-s', 'weak', '-m', '+', '-S', '0'],
      ...['-g', '5:indel,mnp', '-G', '9', '--mask-overlap', '0'],
    ]);
  });

  it.each([
    ['replace', []],
    ['reset', ['-m', 'x']],
    ['add-and-reset', ['-m', '+x']],
  ])('has the mode %s', (mode, words) => {
    const options = ['--exclude', 'QUAL<9', '--soft-filter', 'weak', '--mode', mode];
    expect(call(...options).slice(4)).toEqual(words);
  });

  it.each([
    [[], 'there is nothing to filter by'],
    [['--mask', 'm.bed'], '--mask was given without --soft-filter'],
    [['--indel-gap', '9', '--mode', 'add'], '--mode was given without --soft-filter'],
    [['--snp-gap', 'x'], '--snp-gap expects bases'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
