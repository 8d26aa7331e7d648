import {
  alignLambdaPhage,
  imageTest,
  runImage,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const { inCloud, s3 } = testCloud();
const CHROMOSOME = 'gi|9626243|ref|NC_001416.1|';
const {
  host,
  out,
  run: bcftoolsCall,
  bash,
} = imageTest('bcftools-call', { data: 'lambda', offline: true });

/** The calls of a VCF without its header, which has paths and times. */
const calls = async (vcf: string) => (await bash(`bcftools view -H ${vcf}`)).stdout;

/** bcftools run without the image's runner, on a copy of the genome with its index. */
const byHand = async (mpileup: string, call: string, bam = '/t/out/lambda.bam', after = '') =>
  (
    await bash(
      `bcftools mpileup -Ou -f /t/out/hand.fa ${/-a /.test(mpileup) ? '' : '-a FORMAT/AD,FORMAT/DP'} ${mpileup} ${bam} 2>/dev/null |
       bcftools call ${call} -Ou ${after} | bcftools view -H`,
    )
  ).stdout;

beforeAll(async () => {
  for (const sample of ['lambda', 'second']) {
    await alignLambdaPhage(host, `/t/out/${sample}.bam`, '--sample', sample);
  }
  const prepared = await bash(
    `cd /t/out && cp /t/lambda.fa hand.fa && samtools faidx hand.fa &&
     samtools view -O cram -T hand.fa -o lambda.cram lambda.bam &&
     samtools faidx -o packed.fa.gz hand.fa '${CHROMOSOME}' && rm -f packed.fa.gz.* && samtools view -o bare.bam lambda.bam &&
     printf '${CHROMOSOME}\\t1000\\t2200\\n' > r.bed && printf '${CHROMOSOME}\\t1\\t60000\\tM\\t1\\n' > ploidy.txt &&
     printf 'lambda\\tM\\n' > sexes.txt`,
  );
  expect(prepared).toMatchObject({ exitCode: 0 });
});

const LAMBDA = ['--bam', '/t/out/lambda.bam', '--reference', '/t/lambda.fa'];
const TO = ['--vcf', '/t/out/o.vcf.gz', '--stats', '/t/out/o.txt'];

describe('bcftools-call in its container', () => {
  it('calls the same as bcftools alone, on a mounted volume, without a network', async () => {
    const { exitCode, stderr } = await bcftoolsCall(...LAMBDA, '--output-dir', '/t/out/');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const called = await calls('/t/out/lambda.vcf.gz');
    expect(called).toBe(await byHand('', '-mv --ploidy 2'));
    expect(called.split('\n').length).toBeGreaterThan(80);
    expect(await readFile(path.join(out, 'lambda.vcf.stats.txt'), 'utf8')).toMatch(
      new RegExp(`^SN\\t0\\tnumber of records:\\t${called.split('\n').length}$`, 'm'),
    );
  });

  it('writes an index that finds a region', async () => {
    const inRegion = await bash(`bcftools view -H -r '${CHROMOSOME}:1-1104' /t/out/lambda.vcf.gz`);
    expect(inRegion.stdout.split('\n')).toHaveLength(3);
  });

  it('calls the same from S3 to S3, with the option names of its predecessor', async () => {
    const bucket = await TestBucket.create(s3);
    const put = async (key: string, file: string) =>
      bucket.put(key, await readFile(path.join(host, file)));
    const bam = await put('it\'s "a" $(b)/x y.bam', 'out/lambda.bam');
    const bai = await put('elsewhere/x.bai', 'out/lambda.bam.bai');
    const reference = await put('ref/g.fa', 'lambda.fa');
    const fai = await put('index/g.fa.fai', 'out/hand.fa.fai');
    const { exitCode, stderr } = await runImage(
      'bcftools-call',
      [
        ...['--bam_s3_path', bam, '--bai_s3_path', bai, '--reference_s3_path', reference],
        ...['--reference_index_s3_path', fai, '--vcf_s3_path', bucket.uri('out/x.vcf.gz')],
        ...['--stats', bucket.uri('out/x.txt'), '--regions', CHROMOSOME],
      ],
      inCloud,
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).not.toMatch(/samtools (faidx|index)/);
    expect(await bucket.keys('out')).toEqual([
      'out/x.txt',
      'out/x.vcf.gz',
      'out/x.vcf.gz.joblayer.json',
      'out/x.vcf.gz.tbi',
    ]);
    await writeFile(path.join(out, 's3.vcf.gz'), await bucket.get('out/x.vcf.gz'));
    expect(await calls('/t/out/s3.vcf.gz')).toBe(await byHand('', '-mv --ploidy 2'));
  });

  it.each([
    ['CRAM', ['--bam', '/t/out/lambda.cram', '--reference', '/t/lambda.fa']],
    ['a compressed genome', ['--bam', '/t/out/lambda.bam', '--reference', '/t/out/packed.fa.gz']],
  ])('of %s calls the same', async (_, inputs) => {
    const { exitCode, stderr } = await bcftoolsCall(...inputs, ...TO);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await calls('/t/out/o.vcf.gz')).toBe(await byHand('', '-mv --ploidy 2'));
  });

  it('makes the absent index of alignments for regions', async () => {
    const { exitCode, stderr } = await bcftoolsCall(
      ...['--bam', '/t/out/bare.bam', '--reference', '/t/lambda.fa', ...TO],
      ...['--regions-file', '/t/out/r.bed'],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain('samtools index');
    const called = await calls('/t/out/o.vcf.gz');
    expect(called).toBe(await byHand('-R /t/out/r.bed', '-mv --ploidy 2'));
    expect(called).not.toBe('');
  });

  it('finds indexes in other directories, and writes a CSI if the index’s name ends in .csi', async () => {
    const moved = await bash(
      `mkdir -p /t/elsewhere && cd /t/elsewhere && cp ../out/packed.fa.gz ../out/lambda.bam . && cp packed.fa.gz f.gz && samtools faidx f.gz`,
    );
    expect(moved).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await bcftoolsCall(
      ...['--bam', '/t/elsewhere/lambda.bam', '--bai', '/t/out/lambda.bam.bai', ...TO],
      ...['--reference', '/t/elsewhere/packed.fa.gz', '--fai', '/t/elsewhere/f.gz.fai'],
      ...['--gzi', '/t/elsewhere/f.gz.gzi', '--tbi', '/t/elsewhere/o.csi'],
      ...['--regions', `${CHROMOSOME}:1-1104`],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).not.toMatch(/samtools (faidx|index)/);
    const csi = '/t/out/o.vcf.gz##idx##/t/elsewhere/o.csi';
    const found = await bash(`bcftools view -H -r '${CHROMOSOME}:1-1104' '${csi}'`);
    expect(found.stdout.split('\n')).toHaveLength(3);
    expect(found.stdout).toBe(await calls('/t/out/o.vcf.gz'));
  });

  it('calls several samples into one VCF', async () => {
    const { exitCode } = await bcftoolsCall(...LAMBDA, '--bam', '/t/out/second.bam', ...TO);
    expect(exitCode).toBe(0);
    expect((await bash('bcftools query -l /t/out/o.vcf.gz')).stdout).toBe('lambda\nsecond');
    const both = '/t/out/lambda.bam /t/out/second.bam';
    expect(await calls('/t/out/o.vcf.gz')).toBe(await byHand('', '-mv --ploidy 2', both));
  });

  it.each([
    [['--caller', 'consensus', '--ploidy', '1'], '', '-cv --ploidy 1'],
    [['--all-sites', '--regions', `${CHROMOSOME}:1-500`], `-r '${CHROMOSOME}:1-500'`, '-m'],
    [['--min-mq', '30', '--min-bq', '20', '--max-depth', '20'], '-q 30 -Q 20 -d 20', '-mv'],
    [['--skip-indels', '--skip-baq', '--count-orphans'], '-I -B -A', '-mv'],
    [
      ['--targets', '/t/out/r.bed', '--annotate', 'FORMAT/SP'],
      '-T /t/out/r.bed -a FORMAT/SP',
      '-mv',
    ],
    [
      ['--ploidy-file', '/t/out/ploidy.txt', '--sexes', '/t/out/sexes.txt'],
      '',
      '-mv --ploidy-file /t/out/ploidy.txt -S /t/out/sexes.txt',
    ],
    [['--extra-args', '-F 0.2'], '-F 0.2', '-mv'],
  ])('passes %j to the tools', async (options, mpileup, call) => {
    const { exitCode, stderr } = await bcftoolsCall(...LAMBDA, ...TO, ...options);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const called = await calls('/t/out/o.vcf.gz');
    expect(called).toBe(await byHand(mpileup, call));
    expect(called).not.toBe('');
  });

  it('aligns indels to the left with the genome', async () => {
    expect(await bcftoolsCall(...LAMBDA, ...TO, '--normalize')).toMatchObject({ exitCode: 0 });
    const norm = '| bcftools norm -f /t/out/hand.fa -Ou 2>/dev/null';
    expect(await calls('/t/out/o.vcf.gz')).toBe(
      await byHand('', '-mv --ploidy 2', '/t/out/lambda.bam', norm),
    );
  });

  it.each([
    [
      'only sequences that the genome lacks',
      'chr1\\t0\\t100\\n',
      /names sequences that the genome lacks/,
    ],
    ['a line that is no region', `${CHROMOSOME}\\tx\\n`, /in line 1 no region/],
    ['a region beyond its end', `${CHROMOSOME}\\t1\\t48503\\n`, /beyond the end/],
    ['no region', '#\\n', /holds no region/],
  ])('refuses targets with %s, as bcftools would call nothing', async (_, targets, message) => {
    await bash(`printf '${targets}' > /t/out/other.bed`);
    const { exitCode, stderr } = await bcftoolsCall(
      ...[...LAMBDA, '--targets', '/t/out/other.bed'],
      ...['--vcf', '/t/out/refused.vcf.gz', '--stats', '/t/out/refused.txt'],
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toMatch(message);
    expect((await readdir(out)).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  describe('of a human genome with one site on chr1, chrX and chrY', () => {
    const reads = (chromosome: string) => {
      const line = ['0', chromosome, '21', '60', '40M', '*', '0', '0'];
      const bases = `${'ACGTTGCATC'.repeat(2)}G${'CGTTGCATCA'.repeat(2)}`.slice(0, 40);
      return Array.from({ length: 12 }, (_, i) =>
        [`${chromosome}r${i}`, ...line, bases, 'I'.repeat(40), 'RG:Z:s'].join('\t'),
      ).join('\n');
    };
    const NAMES = ['chr1', 'chrX', 'chrY'];
    const BY_SEX = ['--reference', '/t/out/sex.fa', '--ploidy', 'GRCh38', ...TO];
    const call = (...args: string[]) => bcftoolsCall('--bam', '/t/out/sex.bam', ...BY_SEX, ...args);

    beforeAll(async () => {
      const sequence = 'ACGTTGCATC'.repeat(2) + 'ACGTTGCATC'.repeat(2) + 'ACGTTGCATC'.repeat(4);
      const fasta = NAMES.map((name) => `>${name}\n${sequence}\n`).join('');
      await writeFile(path.join(out, 'sex.fa'), fasta);
      const header = NAMES.map((name) => `@SQ\tSN:${name}\tLN:${sequence.length}\n`).join('');
      const sam = `${header}@RG\tID:s\tSM:s\n${NAMES.map(reads).join('\n')}\n`;
      await writeFile(path.join(out, 'sex.sam'), sam);
      expect(await bash('samtools view -b -o /t/out/sex.bam /t/out/sex.sam')).toMatchObject({
        exitCode: 0,
      });
    });

    it.each(['M', 'male', 'XY'])('calls a sample of the sex %s haploid on X and Y', async (sex) => {
      await writeFile(path.join(out, 'sex.txt'), `s\t${sex}\n`);
      const { exitCode, stderr } = await call('--sexes', '/t/out/sex.txt');
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const genotypes = await bash(`bcftools query -f '%CHROM %POS [%GT]\\n' /t/out/o.vcf.gz`);
      expect(genotypes.stdout).toBe('chr1 41 1/1\nchrX 41 1\nchrY 41 1');
    });

    it.each(['1', 'unknown', ''])('refuses the sex %j', async (sex) => {
      await writeFile(path.join(out, 'sex.txt'), `s\t${sex}\n`);
      const { exitCode, stderr } = await call('--sexes', '/t/out/sex.txt');
      expect(exitCode).toBe(65);
      expect(stderr.split('\n').at(-1)).toMatch(/--sexes has in line 1 no valid sex/);
    });

    it('refuses ploidies by sex without sexes, as bcftools would treat all samples as female', async () => {
      const { exitCode, stderr } = await call();
      expect(exitCode).toBe(64);
      expect(stderr.split('\n').at(-1)).toMatch(/no sexes were given/);
    });

    it('refuses ploidies that name no sequence of the genome, such as one with RefSeq’s names', async () => {
      await writeFile(path.join(out, 'sex.txt'), 'lambda\tM\n');
      const { exitCode, stderr } = await bcftoolsCall(
        ...[...LAMBDA, ...TO, '--ploidy', 'GRCh38', '--sexes', '/t/out/sex.txt'],
      );
      expect(exitCode).toBe(65);
      expect(stderr.split('\n').at(-1)).toMatch(/name no sequence of --reference/);
    });

    it.each(['preload:v.bam', 's3:x.bam', 'a##idx##b.bam'])(
      'reads %s as a file, not as an option or a URL',
      async (name) => {
        await bash(`cp /t/out/sex.bam '/t/out/${name}'`);
        const { exitCode, stderr } = await bcftoolsCall(
          ...['--bam', `/t/out/${name}`, '--reference', '/t/out/sex.fa', ...TO],
        );
        expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
        expect(stderr).toContain(`sample s is read from ${name}`);
        expect((await calls('/t/out/o.vcf.gz')).split('\n')).toHaveLength(3);
      },
    );

    it('names a sample without a read group by its file, without a directory', async () => {
      const bare =
        "grep -v '^@RG' /t/out/sex.sam | sed 's/\\tRG:Z:s//' | samtools view -b -o '/t/out/n g.bam'";
      expect(await bash(bare)).toMatchObject({ exitCode: 0 });
      const { exitCode, stderr } = await bcftoolsCall(
        ...['--bam', '/t/out/n g.bam', '--reference', '/t/out/sex.fa', ...TO],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect((await bash('bcftools query -l /t/out/o.vcf.gz')).stdout).toBe('n g.bam');
    });

    it('calls two files of one sample together only with --merge-samples', async () => {
      await bash('cp /t/out/sex.bam /t/out/again.bam');
      const both = ['--bam', '/t/out/sex.bam', '--bam', '/t/out/again.bam'];
      const args = [...both, '--reference', '/t/out/sex.fa', ...TO];
      const { exitCode, stderr } = await bcftoolsCall(...args);
      expect(exitCode).toBe(65);
      expect(stderr).toMatch(/sample s is in two files given with --bam, sex.bam and again.bam/);
      expect(await bcftoolsCall(...args, '--merge-samples')).toMatchObject({ exitCode: 0 });
      const depth = await bash(`bcftools query -f '[%DP]\\n' /t/out/o.vcf.gz`);
      expect(depth.stdout).toBe('24\n24\n24');
    });

    it('writes plain text for a name in .vcf, without an index or a time of day', async () => {
      const { exitCode, stderr } = await bcftoolsCall(
        ...['--bam', '/t/out/sex.bam', '--reference', '/t/out/sex.fa', '--normalize'],
        ...['--vcf', '/t/out/plain.vcf', '--stats', '/t/out/plain.txt'],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const vcf = await readFile(path.join(out, 'plain.vcf'), 'utf8');
      expect(vcf).toMatch(/^##fileformat=VCF/);
      expect(vcf).not.toContain('Date=');
      expect(await readdir(out)).not.toContain('plain.vcf.tbi');
    });
  });

  it('warns if no variant was called', async () => {
    const { exitCode, stderr } = await bcftoolsCall(
      ...[...LAMBDA, ...TO, '--regions', `${CHROMOSOME}:1-2`],
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: no variant was called');
  });

  it.each([
    ['>other\nACGTACGT\n', 'none of its sequences is in the alignments'],
    [`>${CHROMOSOME}\nACGTACGT\n`, 'has 48502 bases in the alignments, 8 in the FASTA'],
  ])(
    'fails for the genome %j, to which the reads were not aligned, and publishes nothing',
    async (fasta, why) => {
      await writeFile(path.join(out, 'other.fa'), fasta);
      const { exitCode, stderr } = await bcftoolsCall(
        ...['--bam', '/t/out/lambda.bam', '--reference', '/t/out/other.fa'],
        ...['--vcf', '/t/out/none.vcf.gz', '--stats', '/t/out/none.txt'],
      );
      expect(stderr).toContain(why);
      expect(stderr.split('\n').at(-1)).toMatch(/tool failed in run, exit code 65.*Give the FASTA/);
      expect(exitCode).toBe(65);
      expect((await readdir(out)).filter((name) => name.startsWith('none'))).toEqual([]);
    },
  );
});
