import {
  alignLambdaPhage,
  imageTest,
  isStandIn,
  removeDirectory,
  runImage,
  sharedDirectory,
  standInLabel,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const { inCloud, s3 } = testCloud();
const { host, run: strelka } = imageTest('strelka', { data: 'lambda' });
const mounted = () => ({ docker: ['-v', `${host}:/t`] });
const published = async (folder: string) =>
  (await readdir(path.join(host, folder), { recursive: true })).sort();

/** The files of Strelka and of its stand-in. They differ in the files of stats/. */
const GERMLINE = [
  'genome.S1.vcf.gz',
  'genome.S1.vcf.gz.tbi',
  'variants.vcf.gz',
  'variants.vcf.gz.tbi',
];
const SOMATIC = ['indels.vcf.gz', 'indels.vcf.gz.tbi', 'snvs.vcf.gz', 'snvs.vcf.gz.tbi'];

beforeAll(async () => {
  await alignLambdaPhage(host, '/t/a.bam');
  const faidx = await runImage('bwa-mem', ['samtools', 'faidx', '/t/lambda.fa'], {
    docker: [...mounted().docker, '--user', '0'],
  });
  expect(faidx.exitCode).toBe(0);
  for (const end of ['bam', 'bam.bai']) {
    await copyFile(path.join(host, `a.${end}`), path.join(host, `it's b.${end}`));
  }
});

describe('strelka in its container', () => {
  it('shows by its label whether it is a stand-in', async () => {
    expect(await standInLabel('strelka')).toBe(String(isStandIn('strelka')));
  });

  it('runs the predecessor’s call from S3 to S3', async () => {
    const bucket = await TestBucket.create(s3);
    const sample = 'results/NA12878_states_1';
    const put = async (key: string, name: string) =>
      bucket.put(key, await readFile(path.join(host, name)));
    const { exitCode, stderr } = await runImage(
      'strelka',
      [
        ...['--bam_s3_path', await put(`${sample}/bam/sorted.bam`, 'a.bam')],
        ...['--bai_s3_path', await put(`${sample}/bam/sorted.bam.bai`, 'a.bam.bai')],
        ...['--reference_s3_path', await put('reference/hg38.fa', 'lambda.fa')],
        ...['--reference_index_s3_path', await put('reference/hg38.fa.fai', 'lambda.fa.fai')],
        ...['--vcf_s3_path', bucket.uri(`${sample}/vcf`), '--working_dir', '/scratch'],
        ...['--cmd_args', ' --exome '],
      ],
      inCloud,
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    const keys = await bucket.keys(`${sample}/vcf`);
    expect(keys).toEqual(
      expect.arrayContaining(GERMLINE.map((name) => `${sample}/vcf/variants/${name}`)),
    );
    expect(keys.some((key) => key.startsWith(`${sample}/vcf/stats/`))).toBe(true);
  });

  it('finds indexes given with their own options', async () => {
    const bucket = await TestBucket.create(s3);
    const put = async (key: string, name: string) =>
      bucket.put(key, await readFile(path.join(host, name)));
    const { exitCode, stderr } = await runImage(
      'strelka',
      [
        ...['--bam_s3_path', await put('x/a.bam', 'a.bam')],
        ...['--bai_s3_path', await put('y/indexes/a.bam.bai', 'a.bam.bai')],
        ...['--reference_s3_path', await put('x/lambda.fa', 'lambda.fa')],
        ...['--reference_index_s3_path', await put('y/indexes/lambda.fa.fai', 'lambda.fa.fai')],
        ...['--vcf_s3_path', bucket.uri('results/sample/vcf')],
      ],
      inCloud,
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await bucket.keys('results')).toContain('results/sample/vcf/variants/variants.vcf.gz');
  });

  it('calls a family, and writes a genome VCF for each sample', async () => {
    const bams = ['--bam', '/t/a.bam', "/t/it's b.bam", '--reference', '/t/lambda.fa'];
    const { exitCode } = await strelka(...bams, '--results', '/t/family/', '--memory-mib', '4096');
    expect(exitCode).toBe(0);
    expect(await published('family')).toEqual(
      expect.arrayContaining(['variants/genome.S1.vcf.gz', 'variants/genome.S2.vcf.gz']),
    );
  });

  it('strelka-somatic calls a tumor with its normal', async () => {
    const { exitCode } = await strelka(
      ...['strelka-somatic', '--normal-bam', '/t/a.bam', '--tumor-bam', "/t/it's b.bam"],
      ...['--reference', '/t/lambda.fa', '--exome', '--results', '/t/somatic/'],
    );
    expect(exitCode).toBe(0);
    expect(await published('somatic')).toEqual(
      expect.arrayContaining(SOMATIC.map((name) => `variants/somatic.${name}`)),
    );
  });

  it('accepts every option of both definitions, with indexes in another directory', async () => {
    // bgzip and tabix are in snpeff's image.
    const laidOut = await runImage(
      'snpeff',
      [
        ...['bash', '-euo', 'pipefail', '-c'],
        `mkdir -p /t/i/at && cd /t/i && contig=$(cut -f 1 /t/lambda.fa.fai) &&
         printf '##fileformat=VCFv4.2\\n#CHROM\\tPOS\\tID\\tREF\\tALT\\tQUAL\\tFILTER\\tINFO\\n%s\\t1104\\t.\\tC\\tA\\t.\\t.\\t.\\n' "$contig" > v.vcf
         for name in indels alleles ploidy; do
           bgzip -c v.vcf > $name.vcf.gz && tabix -p vcf $name.vcf.gz && mv $name.vcf.gz.tbi at/$name.tbi
         done
         printf '%s\\t1000\\t2000\\n' "$contig" | bgzip > r.bed.gz && tabix -p bed r.bed.gz && mv r.bed.gz.tbi at/r.tbi
         cp /t/a.bam n.bam && cp /t/a.bam.bai at/n.bai && cp /t/lambda.fa lambda.fa && cp /t/lambda.fa.fai at/lambda.fai`,
      ],
      { docker: [...mounted().docker, '--user', '0'] },
    );
    expect(laidOut).toMatchObject({ exitCode: 0 });
    const vcf = (option: string, name: string) => [
      ...[`--${option}`, `/t/i/${name}.vcf.gz`, `--${option}-index`, `/t/i/at/${name}.tbi`],
    ];
    const shared = [
      ...['--reference', '/t/i/lambda.fa', '--reference-index', '/t/i/at/lambda.fai', '--exome'],
      ...['--call-regions', '/t/i/r.bed.gz', '--call-regions-index', '/t/i/at/r.tbi'],
      ...vcf('indel-candidates', 'indels'),
      ...vcf('forced-genotypes', 'alleles'),
    ];
    const germline = await strelka(
      ...['--bam', '/t/i/n.bam', '--bai', '/t/i/at/n.bai', ...shared, ...vcf('ploidy', 'ploidy')],
      ...['--rna', '--no-estimate-errors', '--results', '/t/all-germline/'],
    );
    expect(germline).toMatchObject({ exitCode: 0 });
    expect(await published('all-germline')).toEqual(
      expect.arrayContaining(GERMLINE.map((name) => `variants/${name}`)),
    );
    const somatic = await strelka(
      ...['strelka-somatic', '--normal-bam', '/t/i/n.bam', '--normal-bai', '/t/i/at/n.bai'],
      ...['--tumor-bam', "/t/it's b.bam", '--tumor-bai', "/t/it's b.bam.bai", ...shared],
      ...['--callable-regions', '--results', '/t/all-somatic/'],
    );
    expect(somatic).toMatchObject({ exitCode: 0 });
    expect(await published('all-somatic')).toEqual(
      expect.arrayContaining(SOMATIC.map((name) => `variants/somatic.${name}`)),
    );
  });

  it.each([
    ['the BAM', 'a.bam', /bai/],
    ['the genome', 'lambda.fa', /reference-index/],
  ])('reports the absent index of %s before anything is staged', async (_, name, flag) => {
    const lonely = await sharedDirectory();
    try {
      for (const file of ['a.bam', 'a.bam.bai', 'lambda.fa', 'lambda.fa.fai']) {
        if (file.startsWith(name) && file !== name) continue;
        await copyFile(path.join(host, file), path.join(lonely, file));
      }
      const args = ['--bam', '/t/a.bam', '--reference', '/t/lambda.fa', '--results', '/t/out/'];
      const { exitCode, stderr } = await runImage('strelka', args, {
        docker: ['-v', `${lonely}:/t`],
      });
      expect(exitCode).toBe(66);
      expect(stderr.split('\n').at(-1)).toMatch(flag);
    } finally {
      await removeDirectory(lonely);
    }
  });

  it.each([
    [
      'whose index is stale',
      (text: string) => text,
      (fai: string) => fai.replace('\t48502\t', '\t48501\t'),
      /the index \(\.fai\) is not that of the FASTA given with --reference: it has in line 1 .* 48501 /,
    ],
    [
      'that names a sequence twice',
      (text: string) => text + text,
      (fai: string) => fai,
      /the FASTA given with --reference names the sequence .* twice/,
    ],
    [
      'without a sequence',
      () => '',
      () => '',
      /the FASTA given with --reference is empty: it holds no text/,
    ],
    [
      'that is compressed under another name',
      (text: string) => gzipSync(text),
      (fai: string) => fai,
      /the FASTA given with --reference is compressed by gzip/,
    ],
  ])('refuses a genome %s before Strelka starts', async (_, fasta, fai, message) => {
    const text = async (name: string) => (await readFile(path.join(host, name))).toString();
    await writeFile(path.join(host, 'bad.fa'), fasta(await text('lambda.fa')));
    await writeFile(path.join(host, 'bad.fa.fai'), fai(await text('lambda.fa.fai')));
    for (const args of [
      ['--bam', '/t/a.bam'],
      ['strelka-somatic', '--normal-bam', '/t/a.bam', '--tumor-bam', "/t/it's b.bam"],
    ]) {
      const { exitCode, stderr } = await strelka(
        ...[...args, '--reference', '/t/bad.fa', '--results', '/t/bad/'],
      );
      expect(stderr.split('\n').at(-1)).toMatch(message);
      expect(stderr).not.toContain('configureStrelka');
      expect(exitCode).toBe(65);
    }
  });

  it('that fails exits with its exit code, publishes nothing, and keeps the workflow’s error log', async () => {
    // The job accepts it as alignments of this genome, but Strelka reads no SAM.
    const header = '@SQ\tSN:gi|9626243|ref|NC_001416.1|\tLN:48502\n';
    await writeFile(path.join(host, 'broken.bam'), header);
    await writeFile(path.join(host, 'broken.bam.bai'), 'no index\n');
    const { exitCode, stderr } = await strelka(
      ...['--bam', '/t/broken.bam', '--reference', '/t/lambda.fa', '--results', '/t/broken/'],
      ...['--report-uri', '/t/report/'],
    );
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr.split('\n').at(-1)).toContain(`tool failed in run, exit code ${exitCode}`);
    expect(await readdir(host)).not.toContain('broken');
    const left = await published('report');
    expect(left.some((file) => file.endsWith('/report.json'))).toBe(true);
    if (!isStandIn('strelka')) return;
    // Strelka finds this fault during its configuration, before there is a run with a log.
    expect(left.some((file) => file.endsWith('files/strelka/workflow.error.log.txt'))).toBe(true);
    expect(left.some((file) => file.endsWith('logs/pyflow_log.txt'))).toBe(true);
  });
});
