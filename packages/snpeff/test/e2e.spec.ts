import { runImage, TestBucket, testCloud } from '@joblayer/verify/testing';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { MEMORY, Yeast } from './yeast.ts';

const yeast = Yeast.forAllTests();
const { inHost, snpeff, bash } = yeast;

const { inCloud, s3 } = testCloud();

/** The records, and the header lines without a command line, which has paths. */
const content = (vcf: Buffer) =>
  gunzipSync(vcf)
    .toString()
    .split('\n')
    .filter((line) => !line.startsWith('##SnpEffCmd='));

/** snpEff without the image's runner, with its own configuration and data directory. */
const snpEffByHand = (command: string, config = 'hand.config') =>
  `cd /t/hand && java -Xmx700m -jar /usr/share/java/snpeff.jar ${command} -c ${config} -dataDir /t/hand -nodownload -noLog`;
const annotateByHand = (genome: string, name: string, options: string, config?: string) =>
  bash(
    `${snpEffByHand('ann', config)} -stats ${name}.html ${options} ${genome} /t/yeast.vcf | bgzip > ${name}.vcf.gz`,
  );
const byHand = (name: string, ...options: string[]) =>
  annotateByHand('yeast', name, options.join(' '));

/** A database made without the image's runner. `files` maps snpEff's names to files of the test. */
const buildByHand = (genome: string, options: string, files: Readonly<Record<string, string>>) =>
  bash(
    [
      `mkdir -p /t/hand/${genome}`,
      `echo '${genome}.genome : ${genome}' >> /t/hand/hand.config`,
      ...Object.entries(files).map(([from, to]) => `cp /t/${from} /t/hand/${genome}/${to}`),
      `${snpEffByHand('build')} ${options} ${genome}`,
    ].join(' && '),
  );
/** Runs the image on the test's variants. */
const annotated = (name: string, database: string, ...options: string[]) =>
  snpeff(
    ...['--vcf', '/t/yeast.vcf', '--database', database, '--annotated-vcf', `/t/${name}.vcf.gz`],
    ...[...MEMORY, ...options],
  );

beforeAll(async () => {
  const files = { 'yeast.gff3': 'genes.gff', 'yeast.fa': 'sequences.fa' };
  const built = await buildByHand('yeast', '-noCheckCds -noCheckProtein -gff3', files);
  expect(built.exitCode).toBe(0);
  const database = await snpeff(
    ...['snpeff-build', '--annotation', '/t/yeast.gff3', '--reference', '/t/yeast.fa'],
    ...['--database', '/t/db/', ...MEMORY],
  );
  expect(database.exitCode).toBe(0);
});

describe('snpeff in its container', () => {
  it('annotates with a database of snpeff-build like snpEff with its own', async () => {
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
  ])('passes %j to snpEff', async (options, own) => {
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

  it('reads regions, transcripts and a configuration from files, and writes each output to its location', async () => {
    // The database made by hand has no codon table, so both runs get it from a configuration.
    await writeFile(path.join(yeast.host, 'regions.bed'), 'chrI\t179\t200\tmine\n');
    await writeFile(path.join(yeast.host, 'custom.bed'), 'chrI\t175\t181\tmine\n');
    await writeFile(path.join(yeast.host, 'ids.txt'), 'TRANSCRIPT_YAL003W\n');
    const config = await bash(
      `(cat /t/hand/hand.config; grep ^codon.Ciliate_Nuclear /etc/snpeff/snpEff.config;
        echo 'yeast.codonTable : Ciliate_Nuclear') > /t/own.config`,
    );
    expect(config.exitCode).toBe(0);
    const own = '-fi /t/regions.bed -interval /t/custom.bed -onlyTr /t/ids.txt';
    expect(
      (await annotateByHand('yeast', 'files', `-csvStats files.csv ${own}`, '/t/own.config'))
        .exitCode,
    ).toBe(0);
    const { exitCode } = await annotated(
      ...(['files', '/t/hand/', '--config', '/t/own.config', '--genome', 'yeast'] as const),
      ...['--regions', '/t/regions.bed', '--custom-regions', '/t/custom.bed'],
      ...['--transcripts', '/t/ids.txt', '--tbi', '/t/index/files.tbi', '--html', '/t/page.html'],
      ...['--csv', '/t/counts.csv', '--genes', '/t/genes.txt'],
    );
    expect(exitCode).toBe(0);
    const lines = content(await inHost('files.vcf.gz'));
    expect(lines).toEqual(content(await inHost('hand/files.vcf.gz')));
    const records = lines.filter((line) => line.startsWith('chrI'));
    expect(records.map((line) => line.split('\t')[1])).toEqual(['180', '181', '191', '197']);
    expect(records[0]).toMatch(/missense_variant.*custom.*mine/);
    expect(records[3]).toContain('p.Lys8Gln');
    expect(await inHost('genes.txt')).toEqual(await inHost('hand/files.genes.txt'));
    const counts = async (name: string) =>
      (await inHost(name)).toString().match(/^(?:Number_of|MISSENSE|T ,).*$/gm);
    expect(await counts('counts.csv')).toEqual(await counts('hand/files.csv'));
    expect((await inHost('page.html')).toString()).toContain('Number of variants');
    expect((await inHost('index/files.tbi')).length).toBeGreaterThan(0);
  });

  it('warns of exactly the sequences that snpEff does not find in the database', async () => {
    const names = ['chrI', 'I', '0I', 'CHROMOSOME_0I', 'chr:I', 'chromo-chr00I'];
    const foreign = ['chrII', 'Ix', 'chr', 'chromosome', '2-micron', 'chr_0', 'xchrI'];
    const record = (name: string) => `${name}\t180\t.\tC\tT\t50\tPASS\t.\n`;
    const header = '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n';
    const vcf = header + [...names, ...foreign].map(record).join('');
    await writeFile(path.join(yeast.host, 'names.vcf.gz'), gzipSync(vcf));
    const { exitCode, stderr } = await snpeff(
      ...['--vcf', '/t/names.vcf.gz', '--database', '/t/db/', '--omit-stats', ...MEMORY],
      ...['--annotated-vcf', '/t/named.vcf.gz'],
    );
    expect(exitCode).toBe(0);
    const notFound = content(await inHost('named.vcf.gz'))
      .filter((line) => line.includes('ERROR_CHROMOSOME_NOT_FOUND'))
      .map((line) => line.split('\t')[0]);
    expect(notFound).toEqual(foreign);
    expect(stderr).toContain(`on 7 of 13 sequences of --vcf get no effects`);
    expect(stderr).toContain(`the database lacks ${foreign.join(', ')}\n`);
  });

  it('fails if no variant is on a sequence of the database, lists the sequences, and publishes nothing', async () => {
    const vcf = (await inHost('yeast.vcf')).toString().replaceAll(/^chrI/gm, 'NC_001133.9');
    await writeFile(path.join(yeast.host, 'foreign.vcf'), vcf);
    const { exitCode, stderr } = await snpeff(
      ...['--vcf', '/t/foreign.vcf', '--database', '/t/db/', '--annotated-vcf', '/t/b.vcf.gz'],
      ...MEMORY,
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toMatch(
      /tool failed in run.*it has I .*the VCF has NC_001133\.9\. Give the database of the genome/,
    );
    expect((await readdir(yeast.host)).filter((name) => name.startsWith('b.vcf'))).toEqual([]);
  });

  it('gives the same from S3 to S3, with the predecessor’s flags', async () => {
    const bucket = await TestBucket.create(s3);
    for (const file of await readdir(path.join(yeast.host, 'db/yeast'))) {
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

  it('fails for a file that is no VCF with a message, and publishes nothing', async () => {
    await writeFile(path.join(yeast.host, 'broken.vcf'), 'garbage\n');
    const { exitCode, stderr } = await snpeff(
      ...['--vcf', '/t/broken.vcf', '--database', '/t/db/', '--annotated-vcf', '/t/b.vcf.gz'],
      ...MEMORY,
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toContain('holds neither a header nor variants');
    expect((await readdir(yeast.host)).filter((name) => name.startsWith('b.vcf'))).toEqual([]);
  });
});

describe('snpeff-build', () => {
  it.each([
    [
      'a GTF with another name, with checked sequences',
      ['--annotation', '/t/named.gff', '--format', 'gtf', '--reference', '/t/yeast.fa'],
      ['--cds', '/t/yeast.cds.fa', '--proteins', '/t/yeast.protein.fa'],
      '-gtf22',
      {
        ...{ 'yeast.gtf': 'genes.gtf', 'yeast.fa': 'sequences.fa' },
        ...{ 'yeast.cds.fa': 'cds.fa', 'yeast.protein.fa': 'protein.fa' },
      },
    ],
    [
      'GenBank, with checked proteins',
      ['--annotation', '/t/yeast.gbk'],
      [],
      '-noCheckCds -genbank',
      { 'yeast.gbk': 'genes.gbk' },
    ],
  ])('from %s makes the same database as snpEff', async (_, from, checks, own, files) => {
    await copyFile(path.join(yeast.host, 'yeast.gtf'), path.join(yeast.host, 'named.gff'));
    const built = await snpeff(
      ...['snpeff-build', ...from, ...checks, '--genome', 'efb1', '--database', '/t/efb1/'],
      ...MEMORY,
    );
    expect(built.stdout).toMatch(/Protein check:\tefb1\tOK: 1.*Errors: 0/);
    expect(built.exitCode).toBe(0);
    expect((await bash('rm -rf /t/hand/efb1')).exitCode).toBe(0);
    expect((await buildByHand('efb1', own, files)).exitCode).toBe(0);
    expect((await annotateByHand('efb1', 'efb1', '')).exitCode).toBe(0);
    expect((await annotated('efb1', '/t/efb1/', '--omit-stats')).exitCode).toBe(0);
    expect(content(await inHost('efb1.vcf.gz'))).toEqual(content(await inHost('hand/efb1.vcf.gz')));
    expect((await bash('rm -rf /t/efb1')).exitCode).toBe(0);
  });

  it('fails for sequences that do not match the annotation, unless the checks are skipped', async () => {
    const wrong = async (file: string, sequence: string) =>
      writeFile(path.join(yeast.host, file), `>YAL003W_mRNA\n${sequence}\n`);
    await wrong('wrong.cds.fa', 'ATGTTTTTTTTTTTTTTTTTTTTTTTTTTTTAA');
    await wrong('wrong.protein.fa', 'MFFFFFFFFFFF');
    const build = (...options: string[]) =>
      snpeff(
        ...['snpeff-build', '--annotation', '/t/yeast.gtf', '--reference', '/t/yeast.fa'],
        ...['--cds', '/t/wrong.cds.fa', '--proteins', '/t/wrong.protein.fa'],
        ...['--database', '/t/wrong/', ...MEMORY, ...options],
      );
    for (const half of ['--skip-cds-check', '--skip-protein-check']) {
      const { exitCode, stderr } = await build(half);
      expect(stderr.split('\n').at(-1)).toContain('ERROR: Database check failed');
      expect(exitCode).toBe(255);
    }
    expect((await build('--skip-cds-check', '--skip-protein-check')).exitCode).toBe(0);
  });

  it.each([
    ['the genome', ['--codon-table', 'Ciliate_Nuclear']],
    [
      'its mitochondrion',
      ['--mitochondrion', 'chrI', '--mitochondrial-codon-table', 'Ciliate_Nuclear'],
    ],
  ])(
    'stores a codon table of %s in the database, with which the same variant has another effect',
    async (_, tables) => {
      // TAG at 197 ends a protein. In the codon table of ciliates, it is glutamine.
      const built = await snpeff(
        ...['snpeff-build', '--annotation', '/t/yeast.gff3', '--reference', '/t/yeast.fa'],
        ...[...tables, '--database', '/t/ciliate/', ...MEMORY],
      );
      expect(built.exitCode).toBe(0);
      expect((await annotated('ciliate', '/t/ciliate/', '--omit-stats')).exitCode).toBe(0);
      const at197 = content(await inHost('ciliate.vcf.gz')).find((line) =>
        line.startsWith('chrI\t197'),
      );
      expect(at197).toContain('ANN=T|missense_variant|');
      expect(at197).toContain('p.Lys8Gln');
    },
  );
});
