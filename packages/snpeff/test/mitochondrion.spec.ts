import { lastLine, MEMORY, Yeast } from './yeast.ts';

const yeast = Yeast.forAllTests();
const { inHost, snpeff } = yeast;

describe('the mitochondrion of snpeff-build', () => {
  const build = (name: string, ...options: string[]) =>
    snpeff(
      ...['snpeff-build', '--annotation', '/t/mito.gtf', '--reference', '/t/mito.fa'],
      ...['--genome', 'mito', '--database', `/t/${name}/`, ...MEMORY, ...options],
    );

  it('has its own codon table: a variant to UGA is a missense, not the end of the protein', async () => {
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
      "--reference has MT, a mitochondrion by its name, and no codon table is given for it. Give --mitochondrion MT, with --mitochondrial-codon-table where it is not that of vertebrates; or --mitochondrion none, if it has the genome's own",
    ],
    [
      'under a name that there is not',
      ['--mitochondrion', 'chrM'],
      '--mitochondrion is chrM, and --reference has no such sequence: it has 1, MT. Give one of its names, or --mitochondrion none',
    ],
    [
      'with a codon table but without its name',
      ['--mitochondrial-codon-table', 'Yeast_Mitochondrial'],
      '--mitochondrial-codon-table is Yeast_Mitochondrial, and --mitochondrion names no sequence that has it. Give its name, as in --mitochondrion chrM, or leave the table out.',
    ],
  ])('%s is refused with 64', async (_, options, message) => {
    const { exitCode, stderr } = await build('refused', ...options);
    expect(lastLine(stderr)).toContain(message);
    expect(exitCode).toBe(64);
  });

  it('may be said to be none', async () => {
    expect((await build('none', '--mitochondrion', 'none')).exitCode).toBe(0);
  });
});
