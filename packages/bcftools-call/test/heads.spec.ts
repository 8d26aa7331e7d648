import { imageTest } from '@joblayer/verify/testing';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const SEQUENCE = 'ACGTTGCATC'.repeat(8);
const HEADER = '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:c\tLN:80\n@RG\tID:s\tSM:s\n';
/** The bases of the sequence, with another one at position 41. */
const BASES = `${SEQUENCE.slice(20, 40)}G${SEQUENCE.slice(41, 60)}`;
const READS = Array.from(
  { length: 12 },
  (_, i) => `r${i}\t0\tc\t21\t60\t40M\t*\t0\t0\t${BASES}\t${'I'.repeat(40)}\tRG:Z:s\n`,
).join('');
const NAMES = ['preload:v', 'a##idx##b', 'a,b', '-v', 'a b.1', 's3:x.2'];

const { host, run: call, bash } = imageTest('bcftools-call', { offline: true });

const lastLine = (text: string) => text.split('\n').at(-1);
const GENOME = ['--reference', '/t/c.fa'];

beforeAll(async () => {
  const long = HEADER.replace('@RG', '@SQ\tSN:chr2H\tLN:672273650\n@RG');
  for (const [name, content] of Object.entries({
    ...{ 'c.fa': `>c\n${SEQUENCE}\n`, 'header.sam': HEADER, 'reads.sam': HEADER + READS },
    ...{ 'long.sam': long + READS, 'zero.bam': '' },
  })) {
    await writeFile(path.join(host, name), content);
  }
  const made = await bash(
    `cd /t && samtools faidx c.fa && for name in header reads; do
       samtools view -b -o $name.bam $name.sam && samtools view -C -T c.fa -o $name.cram $name.sam; done;
     samtools view -b -o long.bam long.sam`,
  );
  expect(made).toMatchObject({ exitCode: 0 });
});

describe('alignments without reads', () => {
  it.each(['header.bam', 'header.cram'])(
    'in %s give a VCF without records and a warning, or with --require-reads a refusal',
    async (name) => {
      const args = ['--bam', `/t/${name}`, ...GENOME];
      const { exitCode, stderr } = await call(...args, '--output-dir', `/t/of-${name}/`);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).toContain('warning: the file given with --bam holds no reads');
      const vcf = `/t/of-${name}/header.vcf.gz`;
      const counted = await bash(`bcftools query -l ${vcf} && bcftools view -H ${vcf} c | wc -l`);
      expect(counted).toMatchObject({ exitCode: 0, stdout: 's\n0' });
      const refused = await call(...args, '--require-reads', '--output-dir', '/t/no/');
      expect(lastLine(refused.stderr)).toContain('--bam holds no reads, and --require-reads was');
      expect(refused.exitCode).toBe(65);
    },
  );

  it('are named if other files have reads', async () => {
    const { exitCode, stderr } = await call(
      ...['--bam', '/t/reads.bam', '/t/header.bam', '--merge-samples', ...GENOME],
      ...['--output-dir', '/t/two/'],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain('the file given with --bam (header.bam) holds no reads');
  });

  it('are accepted, but a file of 0 bytes is refused', async () => {
    const { exitCode, stderr } = await call(
      ...['--bam', '/t/zero.bam', ...GENOME, '--output-dir', '/t/no/'],
    );
    expect(lastLine(stderr)).toContain('the file given with --bam is empty: it has 0 bytes');
    expect(exitCode).toBe(65);
  });
});

describe('a sequence that is too long for a TBI', () => {
  it('gives a CSI with the default name, which the log states before anything runs', async () => {
    const { exitCode, stderr } = await call(
      ...['--bam', '/t/long.bam', ...GENOME, '--output-dir', '/t/long/'],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain('--tbi is written to /t/long/long.vcf.gz.csi: a sequence has more');
    expect(stderr.indexOf('is written to')).toBeLessThan(stderr.indexOf('bcftools mpileup'));
    expect(await readdir(path.join(host, 'long'))).toEqual([
      ...['long.vcf.gz', 'long.vcf.gz.csi', 'long.vcf.gz.joblayer.json', 'long.vcf.stats.txt'],
    ]);
    expect((await bash('bcftools view -H /t/long/long.vcf.gz c:41 | wc -l')).stdout).toBe('1');
  });

  it('refuses a name that ends in .tbi in preflight', async () => {
    const { exitCode, stderr } = await call(
      ...['--bam', '/t/long.bam', ...GENOME, '--output-dir', '/t/no/', '--tbi', '/t/no/x.tbi'],
    );
    expect(lastLine(stderr)).toMatch(
      /failed in preflight, exit code 64.*--tbi names x\.tbi.*Give --tbi a name that ends in \.csi/,
    );
    expect(exitCode).toBe(64);
  });
});

describe('an index of plain text', () => {
  const plain = ['--bam', '/t/reads.bam', ...GENOME, '--output-dir', '/t/no/'];

  it.each(['/t/no/x.tbi', '/t/no/x.vcf.tbi', '/t/no/x.vcf.csi', '/t/no/'])(
    'is refused before anything runs: --tbi %s',
    async (tbi) => {
      const { exitCode, stderr } = await call(...plain, '--vcf', '/t/no/x.vcf', '--tbi', tbi);
      expect(lastLine(stderr)).toMatch(
        /failed in plan.*--tbi was given, but --vcf has a name that ends in \.vcf/,
      );
      expect(exitCode).toBe(64);
    },
  );

  it('is refused with a BCF’s ending, as no BCF is written', async () => {
    const { exitCode, stderr } = await call(...plain, '--vcf', '/t/no/x.bcf');
    expect(lastLine(stderr)).toMatch(/failed in plan.*\.bcf promises another format/);
    expect(exitCode).toBe(64);
  });
});

describe('a name that looks like an option, a URL or a list', () => {
  it.each(NAMES)('is the name of a file, for input and output: %s', async (name) => {
    await bash(`cp /t/reads.bam '/t/${name}.bam'`);
    const { exitCode, stderr } = await call(
      ...['--bam', `/t/${name}.bam`, ...GENOME, '--output-dir', `/t/names/`],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const made = (await readdir(path.join(host, 'names'))).filter((each) => each.startsWith(name));
    expect(made).toEqual([
      ...[`${name}.vcf.gz`, `${name}.vcf.gz.joblayer.json`, `${name}.vcf.gz.tbi`],
      `${name}.vcf.stats.txt`,
    ]);
    const calls = await bash(`gzip -dc '/t/names/${name}.vcf.gz' | grep -v '^#' | cut -f 1-5`);
    expect(calls.stdout).toBe('c\t41\t.\tA\tG');
  });
});
