import {
  imageTest,
  runImage,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const { network, jobEnv, inCloud, s3 } = testCloud();
const { host, out, run: bwaMem, bash, inHost } = imageTest('bwa-mem', { data: 'lambda' });

beforeAll(async () => {
  const byHand = await bash(
    `mkdir -p /t/out/ref && cp /t/lambda.fa /t/out/ref && bwa index /t/out/ref/lambda.fa 2>&1 &&
     bwa mem -K 100000000 -R '@RG\\tID:l\\tSM:l\\tLB:l\\tPL:ILLUMINA' /t/out/ref/lambda.fa /t/reads_1.fq /t/reads_2.fq |
     samtools sort -o /t/out/by-hand.bam -`,
  );
  expect(byHand.exitCode).toBe(0);
});

/** The alignments as SAM without the header, which has paths and times. */
const decoded = async (bam: string) => (await bash(`samtools view ${bam} | md5sum`)).stdout;

describe('bwa-mem in its container', () => {
  it('aligns like bwa and samtools alone, on a mounted volume, and indexes the reference first', async () => {
    const { exitCode, stderr } = await bwaMem(
      ...['--reads1', '/t/reads_1.fq', '--reads2', '/t/reads_2.fq'],
      ...['--reference', '/t/lambda.fa', '--sample', 'l', '--bam', '/t/out/l.bam'],
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await decoded('/t/out/l.bam')).toBe(await decoded('/t/out/by-hand.bam'));
    expect((await bash('samtools view -c -F 0x900 /t/out/l.bam')).stdout).toBe('20000');
  });

  it('writes an index that finds a region', async () => {
    const idxstats = (bam: string) => bash(`samtools idxstats ${bam}`);
    await bash('cp /t/out/by-hand.bam /t/out/i.bam && samtools index /t/out/i.bam');
    expect((await idxstats('/t/out/l.bam')).stdout).toBe((await idxstats('/t/out/i.bam')).stdout);
  });

  it('passes every option to bwa, and writes the index to its location, as CSI for a name in .csi', async () => {
    const { exitCode } = await bwaMem(
      ...['--reads1', '/t/reads_1.fq', '--reads2', '/t/reads_2.fq', '--reference', '/t/out/ref/'],
      ...['--sample', 'l', '--platform', 'ELEMENT', '--min-seed-length', '25', '--min-score', '50'],
      ...['--mark-shorter-splits', '--soft-clip', '--batch-bases', '1000000'],
      ...['--bam', '/t/out/o.bam', '--bai', '/t/out/index/o.csi'],
    );
    expect(exitCode).toBe(0);
    const byHand = await bash(
      `bwa mem -K 1000000 -k 25 -T 50 -M -Y -R '@RG\\tID:l\\tSM:l\\tLB:l\\tPL:ELEMENT' \
         /t/out/ref/lambda.fa /t/reads_1.fq /t/reads_2.fq | samtools sort -o /t/out/o-hand.bam -`,
    );
    expect(byHand.exitCode).toBe(0);
    expect(await decoded('/t/out/o.bam')).toBe(await decoded('/t/out/o-hand.bam'));
    expect(await decoded('/t/out/o.bam')).not.toBe(await decoded('/t/out/by-hand.bam'));
    const platform = await bash('samtools view -H /t/out/o.bam | grep -c ^@RG.*PL:ELEMENT');
    expect(platform.stdout).toBe('1');
    const found = await bash(
      "samtools view -c -X /t/out/o.bam /t/out/index/o.csi 'gi|9626243|ref|NC_001416.1|:1-5000'",
    );
    expect(Number(found.stdout)).toBeGreaterThan(1000);
  });

  it('gives the same alignments from S3 to S3 with an indexed reference directory', async () => {
    const bucket = await TestBucket.create(s3);
    await bucket.put('ref2/decoy.fa', 'not this one');
    for (const suffix of ['', '.amb', '.ann', '.bwt', '.pac', '.sa']) {
      const name = `lambda.fa${suffix}`;
      await bucket.put(`ref/${name}`, await readFile(path.join(out, 'ref', name)));
    }
    const reads1 = await bucket.put('it\'s "lane 1"/reads_1.fq', await inHost('reads_1.fq'));
    const reads2 = await bucket.put('it\'s "lane 1"/reads_2.fq', await inHost('reads_2.fq'));
    const { exitCode, stderr } = await runImage(
      'bwa-mem',
      [
        ...['--reads1', reads1, '--reads2', reads2, '--reference', bucket.uri('ref')],
        ...['--sample', 'l', '--output-dir', bucket.uri('out $(x)/')],
      ],
      inCloud,
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await bucket.keys('out')).toEqual([
      'out $(x)/reads_1.bam',
      'out $(x)/reads_1.bam.bai',
      'out $(x)/reads_1.bam.joblayer.json',
    ]);
    const bam = path.join(out, 'from-s3.bam');
    await writeFile(bam, await bucket.get('out $(x)/reads_1.bam'));
    expect(await decoded('/t/out/from-s3.bam')).toBe(await decoded('/t/out/by-hand.bam'));
    expect(JSON.parse(await bucket.text('out $(x)/reads_1.bam.joblayer.json'))).toMatchObject({
      tool: {
        software: [
          { name: 'bwa', version: '0.7.18' },
          { name: 'samtools', version: '1.21' },
        ],
      },
    });
  });

  it('takes a reference from the host cache the second time, and gives the same alignments', async () => {
    const bucket = await TestBucket.create(s3);
    for (const suffix of ['', '.amb', '.ann', '.bwt', '.pac', '.sa']) {
      const name = `lambda.fa${suffix}`;
      await bucket.put(`ref/${name}`, await readFile(path.join(out, 'ref', name)));
    }
    const reads1 = await bucket.put('reads_1.fq', await inHost('reads_1.fq'));
    const reads2 = await bucket.put('reads_2.fq', await inHost('reads_2.fq'));
    const cache = await sharedSubdirectory(host, 'cache');
    for (const how of ['downloaded', 'cached']) {
      const { exitCode, stderr } = await runImage(
        'bwa-mem',
        [
          ...['--reads1', reads1, '--reads2', reads2, '--reference', bucket.uri('ref')],
          ...['--sample', 'l', '--output-dir', bucket.uri(`${how}/`)],
        ],
        {
          env: { ...jobEnv, JOBLAYER_CACHE_DIR: '/cache' },
          docker: ['--network', network, '-v', `${cache}:/cache`],
        },
      );
      expect(stderr).toContain(`${how} reference`);
      expect(stderr).toContain('downloaded reads1');
      expect(exitCode).toBe(0);
      const bam = path.join(out, `${how}.bam`);
      await writeFile(bam, await bucket.get(`${how}/reads_1.bam`));
      expect(await decoded(`/t/out/${how}.bam`)).toBe(await decoded('/t/out/by-hand.bam'));
    }
  });

  it('names the sample by the file without lane and read, and requires --sample for a general name', async () => {
    const name = '05-S1_S1_L001_R1_001.fastq';
    await bash(`head -n 400 /t/reads_1.fq > /t/out/${name}; cp /t/out/${name} /t/out/R1.fq`);
    const align = (reads: string) =>
      bwaMem(
        ...['--reads1', `/t/out/${reads}`, '--reference', '/t/out/ref/', '--bam', '/t/out/s.bam'],
      );
    expect(await align(name)).toMatchObject({ exitCode: 0 });
    expect((await bash('samtools samples /t/out/s.bam | cut -f 1')).stdout).toBe('05-S1');
    const { exitCode, stderr } = await align('R1.fq');
    expect(exitCode).toBe(64);
    expect(stderr.split('\n').at(-1)).toMatch(/in plan.* --sample is missing/);
  });

  it('fails with the exit code of bwa, although it is only the first in the pipe', async () => {
    const refused = await bash('bwa mem -Z x y');
    const { exitCode, stderr } = await bwaMem(
      ...['--reads1', '/t/reads_1.fq', '--reference', '/t/lambda.fa', '--bam', '/t/out/x.bam'],
      ...['--sample', 'l', '--extra-args', '-Z'],
    );
    expect(exitCode).toBe(refused.exitCode);
    expect(stderr.split('\n').at(-1)).toMatch(
      /tool failed in run, exit code 1, .* bwa exited with 1/,
    );
    expect((await readdir(out)).filter((name) => name.startsWith('x.bam'))).toEqual([]);
  });

  it.each([
    [
      'an unreadable record, at which bwa alone would stop and succeed',
      'bad.fq',
      /line 4005 .*too many/,
    ],
    ['a compressed file that is cut short', 'cut.fq.gz', /cut short/],
  ])('fails for %s with a message, and publishes nothing', async (_, name, message) => {
    const laidOut = await bash(
      `cd /t/out; head -n 4000 /t/reads_1.fq > whole.fq; (cat whole.fq; printf '@x\\nACGT\\n+\\nII\\n'; cat whole.fq) > bad.fq
       gzip -c whole.fq | head -c -2000 > cut.fq.gz`,
    );
    expect(laidOut).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await bwaMem(
      ...['--reads1', `/t/out/${name}`, '--reference', '/t/out/ref/', '--bam', '/t/out/x.bam'],
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toMatch(message);
    expect((await readdir(out)).filter((file) => file.startsWith('x.bam'))).toEqual([]);
  });
});
