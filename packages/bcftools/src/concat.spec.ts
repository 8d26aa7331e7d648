import { commandOf } from '@joblayer/job-runtime/testing';
import { concat } from './concat.tool.ts';

const steps = (...options: string[]) =>
  commandOf(concat, ['--variants', 'a.vcf.gz', 'b.vcf', ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const call = (...options: string[]) =>
  (steps(...options).find(([, name]) => name === 'concat') ?? []).slice(5, -4);

describe('the command of bcftools-concat', () => {
  it('joins links in the order of the files', () => {
    const [first, second, argv, ...rest] = steps();
    expect(first).toEqual(['ln', '-s', './inputs/a.vcf.gz', './variants-1.vcf.gz']);
    expect(second).toEqual(['ln', '-s', './inputs/b.vcf', './variants-2.vcf']);
    expect(argv).toEqual([
      ...['bcftools', 'concat', '--no-version', '--threads', '1', '-O', 'z'],
      ...['./variants-1.vcf.gz', './variants-2.vcf'],
    ]);
    expect(rest.map(([, name]) => name)).toEqual(['index', 'head']);
  });

  it('makes the indexes that overlaps need, and compresses plain text for that', () => {
    const make = ['bcftools', 'index', '-c', '--threads', '1'];
    const all = steps('--allow-overlaps');
    expect(all.slice(1, 5)).toEqual([
      [...make, './variants-1.vcf.gz'],
      ['ln', '-s', './inputs/b.vcf', './variants-2.vcf'],
      [
        ...['bcftools', 'view', '--no-version', '--threads', '1', '-O', 'z'],
        ...['-o', './variants-2.vcf.gz', './variants-2.vcf'],
      ],
      [...make, './variants-2.vcf.gz'],
    ]);
  });

  it('uses an index that is given', () => {
    const given = ['--variants', 'a.vcf.gz', '--index', 'a.vcf.gz.tbi', '--allow-overlaps'];
    expect(commandOf(concat, given)[1]?.pipeline[0]).toEqual([
      ...['ln', '-s', './inputs/a.vcf.gz.tbi', './variants-1.vcf.gz.tbi'],
    ]);
  });

  it('has every parameter, and extra arguments before the format', () => {
    expect(call('--allow-overlaps', '--remove-duplicates', 'exact', '--drop-genotypes')).toEqual([
      ...['-a', '-d', 'exact', '-G'],
    ]);
    const ligate = ['--ligate', 'warn', '--min-pq', '20', '--compact-ps'];
    expect(call(...ligate, '--extra-args', '-v 0')).toEqual([
      ...['--ligate-warn', '-q', '20', '-c', '-v', '0'],
    ]);
    expect(call('--naive')).toEqual(['-n']);
  });

  it.each([
    [['--remove-duplicates', 'all'], '--remove-duplicates was given without --allow-overlaps'],
    [['--ligate', 'force', '--allow-overlaps'], '--ligate and --allow-overlaps were both given'],
    [['--min-pq', '20'], '--min-pq was given without --ligate'],
    [['--compact-ps'], '--compact-ps was given without --ligate'],
    [['--naive', '--allow-overlaps'], '--naive and --allow-overlaps were both given'],
    [['--naive', '--drop-genotypes'], '--naive and --drop-genotypes were both given'],
    [['--naive', '--ligate', 'strict'], '--naive and --ligate were both given'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
