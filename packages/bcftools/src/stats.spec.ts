import { commandOf } from '@joblayer/job-runtime/testing';
import { stats } from './stats.tool.ts';

const steps = (...options: string[]) =>
  commandOf(stats, ['--variants', 'a, b##idx##c.vcf', ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const call = (...options: string[]) =>
  (steps(...options).find(([, name]) => name === 'stats') ?? []).slice(2);

describe('the command of bcftools-stats', () => {
  it('reads a link with the name of the file, which the report states', () => {
    expect(steps()).toEqual([
      ['ln', '-s', './inputs/a, b##idx##c.vcf', './a, b##_idx##c.vcf'],
      ['bcftools', 'stats', './a, b##_idx##c.vcf'],
    ]);
  });

  it('needs the indexes of two files', () => {
    expect(steps('--other', 'x.vcf.gz', '--other-index', 'x.vcf.gz.tbi').slice(2)).toEqual([
      ['bcftools', 'index', '-c', '--threads', '1', './a, b##_idx##c.vcf.gz'],
      ['ln', '-s', './inputs/x.vcf.gz', './x.vcf.gz'],
      ['ln', '-s', './inputs/x.vcf.gz.tbi', './x.vcf.gz.tbi'],
      ['bcftools', 'stats', './a, b##_idx##c.vcf.gz', './x.vcf.gz'],
    ]);
  });

  it('has every parameter, and extra arguments before the files', () => {
    expect(
      call(
        ...['--reference', 'g.fa', '--regions', 'chr1', '--samples', 's1', '--include', 'QUAL>9'],
        ...['--filters', 'PASS', '--first-allele-only', '--split-by-id', '--depth', '0,100,5'],
        ...['--af-bins', '0.1,0.5,1', '--af-tag', 'AF', '--user-tstv', 'DP:0:9:3'],
        ...['--extra-args', '-v'],
      ).slice(0, -1),
    ).toEqual([
      ...['-F', './reference.fa', '-t', 'chr1', '--targets-overlap', '1', '-S', './samples.txt'],
      ...['-i', 'QUAL>9', '-f', 'PASS', '-1', '-I', '-d', '0,100,5', '--af-bins', '0.1,0.5,1'],
      ...['--af-tag', 'AF', '-u', 'DP:0:9:3', '-v'],
    ]);
    const both = call('--all-samples', '--other', 'x.bcf', '--collapse', 'all', '--exclude', 'a');
    expect(both.slice(0, -2)).toEqual(['-s', '-', '-e', 'a', '-c', 'all']);
  });

  it.each([
    [['--all-samples', '--samples', 's1'], 'all samples and some were both asked for'],
    [['--all-samples', '--samples-file', 's.txt'], 'all samples and some were both asked for'],
    [['--collapse', 'all'], '--collapse was given without --other'],
    [['--depth', '9'], '--depth expects three numbers'],
    [['--af-bins', 'x'], '--af-bins expects frequencies'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
