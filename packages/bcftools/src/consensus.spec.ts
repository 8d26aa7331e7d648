import { commandOf } from '@joblayer/job-runtime/testing';
import { consensus } from './consensus.tool.ts';

const steps = (...options: string[]) =>
  commandOf(consensus, ['--variants', 'a.vcf.gz', '--reference', 'g.fa.gz', ...options]).map(
    ({ pipeline }): readonly string[] => pipeline[0],
  );
const call = (...options: string[]) => (steps(...options).at(-1) ?? []).slice(4, -1);

describe('the command of bcftools-consensus', () => {
  it('indexes the variants, and applies them', () => {
    expect(steps()).toEqual([
      ['ln', '-s', './inputs/a.vcf.gz', './variants.vcf.gz'],
      ['bcftools', 'index', '-c', '--threads', '1', './variants.vcf.gz'],
      ['ln', '-s', './inputs/g.fa.gz', './reference.fa.gz'],
      ['bcftools', 'consensus', '-f', './reference.fa.gz', './variants.vcf.gz'],
    ]);
  });

  it('has every parameter, and extra arguments before the file', () => {
    expect(
      call(
        ...['--mask', 'm.bed', '--mask-with', 'lc', '--sample', 's1', '--haplotype', '2pIu'],
        ...['--include', 'QUAL>9', '--absent', '.', '--missing', '?', '--mark-del', '*'],
        ...['--mark-ins', 'uc', '--mark-snv', 'lc', '--prefix', 's1_', '--chain', '/o/x.chain'],
        ...['--extra-args', '--regions-overlap 0'],
      ),
    ).toEqual([
      ...['-m', './joblayer-mask.bed', '-s', 's1', '-H', '2pIu', '-i', 'QUAL>9', '-a', '.'],
      ...['-M', '?', '--mask-with', 'lc', '--mark-del', '*', '--mark-ins', 'uc'],
      ...['--mark-snv', 'lc', '-p', 's1_', '-c', './outputs/chain/x.chain'],
      ...['--regions-overlap', '0'],
    ]);
    expect(call('--iupac-codes', '--exclude', 'QUAL<9')).toEqual(['-I', '-e', 'QUAL<9']);
    expect(call('--ignore-samples')).toEqual(['-s', '-']);
  });

  it.each([
    [['--include', 'a', '--exclude', 'b'], '--include and --exclude were both given'],
    [['--mask-with', 'lc'], '--mask-with was given without --mask'],
    [['--ignore-samples', '--sample', 's1'], '--ignore-samples was given with an option about'],
    [['--ignore-samples', '--haplotype', '1'], '--ignore-samples was given with an option about'],
    [['--ignore-samples', '--iupac-codes'], '--ignore-samples was given with an option about'],
    [['--haplotype', '1', '--iupac-codes'], '--haplotype and --iupac-codes were both given'],
    [['--absent', 'NN'], '--absent expects one character'],
    [['--mark-ins', 'up'], '--mark-ins expects uc, lc or one character'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
