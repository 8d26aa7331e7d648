import { removeDirectory, runImage, sharedDirectory } from '@joblayer/verify/testing';
import { copyFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const DATA = path.join(import.meta.dirname, 'data');
let host: string;

/** The image without any network, with this test's directory at /t. */
const snpeff = (...args: string[]) =>
  runImage('snpeff', args, { docker: ['--network', 'none', '-v', `${host}:/t`] });
const MEMORY = ['--memory-mib', '700'];
const inHost = (name: string) => readFile(path.join(host, name));
const lastLine = (stderr: string) => stderr.split('\n').at(-1);
beforeAll(async () => {
  host = await sharedDirectory();
  for (const file of await readdir(DATA))
    await copyFile(path.join(DATA, file), path.join(host, file));
});
afterAll(() => removeDirectory(host));

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
