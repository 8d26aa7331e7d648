import { withLog } from '@joblayer/genome-files/aligners';
import { commandOf } from '@joblayer/job-runtime/testing';
import { norm } from './norm.tool.ts';

const steps = (...options: string[]) =>
  commandOf(norm, ['--variants', 'a.bcf', ...options]).map(({ pipeline }) => pipeline[0]);
const START = ['bcftools', 'norm', '--no-version', '--threads', '1'] as const;
const END = ['-w', '1000', '-O', 'z', './variants.bcf'] as const;

describe('the command of bcftools-norm', () => {
  it('indexes the genome, and expects that most records fit it', () => {
    const output = './outputs/vcf/a.norm.vcf.gz';
    const argv = [...START, '-f', './reference.fa', '-c', 'e', ...END] as const;
    expect(steps('--reference', 'g.fa')).toEqual([
      ['ln', '-s', './inputs/a.bcf', './variants.bcf'],
      ['ln', '-s', './inputs/g.fa', './reference.fa'],
      ['samtools', 'faidx', './reference.fa'],
      withLog(argv, './norm.log'),
      ['awk', '-f', './other-genome.awk', './norm.log'],
      ['bcftools', 'index', '--threads', '1', '-t', '-o', `${output}.tbi`, output],
      ['bcftools', 'head', '-n', '1', output],
    ]);
  });

  it('uses the indexes that are given', () => {
    const given = ['--reference', 'g.fa.gz', '--fai', 'g.fa.gz.fai', '--gzi', 'g.fa.gz.gzi'];
    expect(steps(...given).slice(1, 4)).toEqual([
      ['ln', '-s', './inputs/g.fa.gz', './reference.fa.gz'],
      ['ln', '-s', './inputs/g.fa.gz.fai', './reference.fa.gz.fai'],
      ['ln', '-s', './inputs/g.fa.gz.gzi', './reference.fa.gz.gzi'],
    ]);
  });

  it('has every parameter, and extra arguments before the format', () => {
    const split = steps(
      ...['--reference', 'g.fa', '--check-ref', 'set', '--multiallelics', 'split'],
      ...['--multiallelic-types', 'any', '--fill-with', 'missing', '--remove-duplicates', 'all'],
      ...['--atomize', '--keep-sum', 'AD', '--old-rec-tag', 'OLD', '--site-window', '50'],
      ...['--regions', 'chr1', '--extra-args', '--force'],
    )[3];
    expect(split?.slice(-26)).toEqual([
      ...['--threads', '1', '-f', './reference.fa', '-c', 's', '-t', 'chr1'],
      ...['--targets-overlap', '1', '-m-any', '--multi-overlaps', '.', '-d', 'all', '-a'],
      ...['--keep-sum', 'AD', '--old-rec-tag', 'OLD', '-w', '50', '--force'],
      ...['-O', 'z', './variants.bcf'],
    ]);
    const join = steps('--multiallelics', 'join', '--strict-filter')[1];
    expect(join?.slice(-8, -3)).toEqual(['1', '-m+both', '-s', '-w', '1000']);
  });

  it.each([
    [[], 'there is nothing to do'],
    [['--atomize', '--check-ref', 'set'], '--check-ref was given without --reference'],
    [['--atomize', '--multiallelic-types', 'any'], 'without --multiallelics'],
    [['--multiallelics', 'join', '--fill-with', 'missing'], '--fill-with is for sites that are'],
    [['--multiallelics', 'split', '--strict-filter'], '--strict-filter is for sites that are'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
