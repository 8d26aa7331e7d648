import {
  removeDirectory,
  runImage,
  sharedDirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const { network, jobEnv, s3 } = testCloud();
const inCloud = { env: jobEnv, docker: ['--network', network] };
const DATA = path.join(import.meta.dirname, 'data');
let host: string;

/** The image without any network, with this test's directory at /t. */
const snpeff = (...args: string[]) =>
  runImage('snpeff', args, { docker: ['--network', 'none', '-v', `${host}:/t`] });
const bash = (program: string) => snpeff('bash', '-euo', 'pipefail', '-c', program);
const MEMORY = ['--memory-mib', '700'];

/** The records, and of the header what does not hold a command line with paths. */
const content = (vcf: Buffer) =>
  gunzipSync(vcf)
    .toString()
    .split('\n')
    .filter((line) => !line.startsWith('##SnpEffCmd='));
const inHost = (name: string) => readFile(path.join(host, name));

/** snpEff by hand, under a configuration and a data directory of its own. */
const byHand = (name: string, ...options: string[]) =>
  bash(
    `cd /t/hand && java -Xmx700m -jar /usr/share/java/snpeff.jar ann -c hand.config -dataDir /t/hand -nodownload -noLog \
     -stats ${name}.html ${options.join(' ')} yeast /t/yeast.vcf | bgzip > ${name}.vcf.gz`,
  );

beforeAll(async () => {
  host = await sharedDirectory();
  for (const file of await readdir(DATA))
    await copyFile(path.join(DATA, file), path.join(host, file));
  const built = await bash(
    `mkdir -p /t/hand/yeast && cd /t/hand && echo 'yeast.genome : yeast' > hand.config &&
     cp /t/yeast.gff3 yeast/genes.gff && cp /t/yeast.fa yeast/sequences.fa &&
     java -Xmx700m -jar /usr/share/java/snpeff.jar build -c hand.config -dataDir /t/hand -nodownload -noLog \
       -noCheckCds -noCheckProtein -gff3 yeast`,
  );
  expect(built.exitCode).toBe(0);
  const database = await snpeff(
    ...['snpeff-build', '--annotation', '/t/yeast.gff3', '--reference', '/t/yeast.fa'],
    ...['--database', '/t/db/', ...MEMORY],
  );
  expect(database.exitCode).toBe(0);
});
afterAll(() => removeDirectory(host));

describe('snpeff in its container', () => {
  it('with a database of snpeff-build annotates as snpEff does by hand with its own', async () => {
    expect((await byHand('plain')).exitCode).toBe(0);
    const { exitCode, stderr } = await snpeff(
      ...['--vcf', '/t/yeast.vcf', '--database', '/t/db/', '--output-dir', '/t/out/', ...MEMORY],
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(content(await inHost('out/yeast.ann.vcf.gz'))).toEqual(
      content(await inHost('hand/plain.vcf.gz')),
    );
    expect(await inHost('out/yeast.snpeff.genes.txt')).toEqual(
      await inHost('hand/plain.genes.txt'),
    );
    const found = await bash('tabix /t/out/yeast.ann.vcf.gz chrI:181-197 | cut -f 2 | xargs');
    expect(found.stdout).toBe('181 191 197');
  });

  it.each([
    [['--upstream-downstream', '50'], ['-ud 50']],
    [
      ['--omit-upstream', '--omit-intron', '--omit-lof'],
      ['-no-upstream', '-no-intron', '-noLof'],
    ],
    [
      ['--one-letter-amino-acids', '--gene-ids'],
      ['-hgvs1LetterAa', '-geneId'],
    ],
    [
      ['--canonical', '--only-protein', '--splice-site', '4'],
      ['-canon', '-onlyProtein', '-ss 4'],
    ],
    [
      ['--omit-downstream', '--omit-intergenic', '--omit-utr'],
      ['-no-downstream', '-no-intergenic', '-no-utr'],
    ],
    [['--eff-field'], ['-formatEff']],
    [['--cancer'], ['-cancer']],
    [['--extra-args', '-no STOP_GAINED'], ['-no STOP_GAINED']],
  ])('passes %j on to snpEff', async (options, own) => {
    expect((await byHand('options', ...own)).exitCode).toBe(0);
    const to = ['--vcf', '/t/yeast.vcf', '--database', '/t/db/yeast/'];
    const { exitCode } = await snpeff(
      ...[...to, '--annotated-vcf', '/t/options.vcf.gz', '--omit-stats', ...MEMORY, ...options],
    );
    expect(exitCode).toBe(0);
    expect(content(await inHost('options.vcf.gz'))).toEqual(
      content(await inHost('hand/options.vcf.gz')),
    );
  });

  it('from S3 to S3, with the predecessor’s flags, gives the same', async () => {
    const bucket = await TestBucket.create(s3);
    for (const file of await readdir(path.join(host, 'db/yeast'))) {
      await bucket.put(`db 1/yeast/${file}`, await inHost(`db/yeast/${file}`));
    }
    const vcf = await bucket.put('it\'s "a".vcf', await inHost('yeast.vcf'));
    const annotated = bucket.uri('out $(x)/a.vcf.gz');
    const { exitCode, stderr } = await runImage(
      'snpeff',
      [
        ...['--vcf_s3_path', vcf, '--annotated_vcf_s3_path', annotated],
        ...['--database', bucket.uri('db 1/'), '--cmd_args', '-ud 50', ...MEMORY],
      ],
      inCloud,
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await bucket.keys('out')).toEqual([
      'out $(x)/a.vcf.gz',
      'out $(x)/a.vcf.gz.joblayer.json',
      'out $(x)/a.vcf.gz.tbi',
    ]);
    expect((await byHand('s3', '-ud 50')).exitCode).toBe(0);
    expect(content(await bucket.get('out $(x)/a.vcf.gz'))).toEqual(
      content(await inHost('hand/s3.vcf.gz')),
    );
  });

  it('fails with the exit code of snpEff for what is no VCF, and publishes nothing', async () => {
    await writeFile(path.join(host, 'broken.vcf'), 'garbage\n');
    const { exitCode, stderr } = await snpeff(
      ...['--vcf', '/t/broken.vcf', '--database', '/t/db/', '--annotated-vcf', '/t/b.vcf.gz'],
      ...MEMORY,
    );
    expect(exitCode).toBe(255);
    expect(stderr.split('\n').at(-1)).toContain('tool failed in run, exit code 255');
    expect((await readdir(host)).filter((name) => name.startsWith('b.vcf'))).toEqual([]);
  });
});

describe('snpeff-build', () => {
  it('takes a codon table along, with which the same variant means something else', async () => {
    // TAG at 197 ends a protein, but for ciliates it is glutamine.
    const built = await snpeff(
      ...['snpeff-build', '--annotation', '/t/yeast.gff3', '--reference', '/t/yeast.fa'],
      ...['--codon-table', 'Ciliate_Nuclear', '--database', '/t/ciliate/', ...MEMORY],
    );
    expect(built.exitCode).toBe(0);
    const { exitCode } = await snpeff(
      ...['--vcf', '/t/yeast.vcf', '--database', '/t/ciliate/', '--omit-stats', ...MEMORY],
      ...['--annotated-vcf', '/t/ciliate.vcf.gz'],
    );
    expect(exitCode).toBe(0);
    const at197 = content(await inHost('ciliate.vcf.gz')).find((line) =>
      line.startsWith('chrI\t197'),
    );
    expect(at197).toContain('ANN=T|missense_variant|');
    expect(at197).toContain('p.Lys8Gln');
  });
});
