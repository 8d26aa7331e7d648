import { lastLine, MEMORY, Yeast } from './yeast.ts';

const yeast = Yeast.forAllTests();
const { inHost, snpeff } = yeast;

describe('the mitochondrion of snpeff-build', () => {
  const build = (name: string, ...options: string[]) =>
    snpeff(
      ...['snpeff-build', '--annotation', '/t/mito.gtf', '--reference', '/t/mito.fa'],
      ...['--genome', 'mito', '--database', `/t/${name}/`, ...MEMORY, ...options],
    );

  it('has its own codon table, in which a variant to UGA is a missense variant, not a stop', async () => {
    expect((await build('mt', '--mitochondrion', 'MT')).exitCode).toBe(0);
    const run = await snpeff(
      ...['--vcf', '/t/mito.vcf', '--database', '/t/mt/', '--omit-stats', ...MEMORY],
      ...['--annotated-vcf', '/t/at163.vcf'],
    );
    expect(run.exitCode).toBe(0);
    expect((await inHost('at163.vcf')).toString()).toMatch(
      /ANN=A\|missense_variant\|.*\|p\.Cys21Trp\|/,
    );
  });

  it.each([
    [
      'without --mitochondrion',
      [],
      "--reference has MT, a mitochondrion by its name, but no codon table was given for it. Give --mitochondrion MT, and --mitochondrial-codon-table if it is not that of vertebrates. Or give --mitochondrion none if it uses the genome's own",
    ],
    [
      'with the name of an absent sequence',
      ['--mitochondrion', 'chrM'],
      '--mitochondrion is chrM, but --reference has no such sequence. It has 1, MT. Give one of these, or --mitochondrion none',
    ],
    [
      'with a codon table but without its name',
      ['--mitochondrial-codon-table', 'Yeast_Mitochondrial'],
      '--mitochondrial-codon-table is Yeast_Mitochondrial, but --mitochondrion names no sequence for it. Give the name, such as --mitochondrion chrM, or leave the table out.',
    ],
  ])('%s is refused with exit code 64', async (_, options, message) => {
    const { exitCode, stderr } = await build('refused', ...options);
    expect(lastLine(stderr)).toContain(message);
    expect(exitCode).toBe(64);
  });

  it('may be given as none', async () => {
    expect((await build('none', '--mitochondrion', 'none')).exitCode).toBe(0);
  });
});
