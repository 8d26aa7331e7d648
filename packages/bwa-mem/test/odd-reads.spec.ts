import { imageTest } from '@joblayer/verify/testing';
import { readdir } from 'node:fs/promises';

const { out, run: bwaMem, bash } = imageTest('bwa-mem', { data: 'lambda' });

/**
 * Some reads of phage lambda in every form that bwa reads, and in forms at which it would stop or
 * skip.
 */
const LAY_OUT = `
mkdir /t/out/ref && cp /t/lambda.fa /t/out/ref && bwa index /t/out/ref/lambda.fa 2>&1
cd /t/out
for read in 1 2; do head -n 400 /t/reads_$read.fq > N_$read.fq; done
head -n 200 N_1.fq > half.fq; tail -n 200 N_1.fq > rest.fq
(cat N_1.fq; printf '\\n\\n') > blank.fq
gzip -c blank.fq > blank.fq.gz
(gzip -c half.fq; gzip -c rest.fq; printf '\\n' | gzip -c) > blank-members.fq.gz
(cat half.fq; printf '\\n'; cat rest.fq) > blank-between.fq
(cat half.fq; printf '\\n') | gzip -c > m.gz; gzip -c rest.fq | cat m.gz - > blank-between.fq.gz
sed 's/$/\\r/' N_1.fq > crlf.fq
gzip -c < /dev/null > none.fq.gz; cat none.fq.gz none.fq.gz > none-twice.fq.gz
cp none.fq.gz none_2.fq.gz
: > zero.fq
head -n 396 N_2.fq > short_2.fq
for read in 1 2; do sed "1~4 s/$/.$read/" N_$read.fq > numbered_$read.fq; done
(gzip -c half.fq; cat rest.fq) > half-compressed.fq.gz
bwa mem ref/lambda.fa N_1.fq | samtools sort -o by-hand.bam -
head -n 4000 /t/reads_1.fq > many.fq; for i in $(seq 400); do cat many.fq; done > late.fq; printf '@late\\nACGT\\n+\\nI\\n' >> late.fq
for name in a,b x##idx##y -v preload:v S1.R1.1 'it is'; do cp N_1.fq "./$name.fq"; done`;

beforeAll(async () => {
  expect(await bash(LAY_OUT)).toMatchObject({ exitCode: 0 });
});

const align = (reads: readonly string[], ...others: string[]) =>
  bwaMem(
    ...reads.flatMap((name, i) => [`--reads${i + 1}`, `/t/out/${name}`]),
    ...['--reference', '/t/out/ref/', '--sample', 'N', ...others],
  );
const alignments = async (bam: string) =>
  (await bash(`samtools view -x RG '/t/out/${bam}' | md5sum`)).stdout;
const lastLine = (stderr: string) => stderr.split('\n').at(-1);

describe('bwa-mem', () => {
  it.each([
    ['blank lines at its end', 'blank.fq'],
    ['blank lines at its end, compressed', 'blank.fq.gz'],
    ['blank lines in its last member', 'blank-members.fq.gz'],
    ['lines that end in CR LF', 'crlf.fq'],
  ])('aligns reads with %s like plain ones', async (_, name) => {
    const { exitCode, stderr } = await align([name], '--bam', `/t/out/${name}.bam`);
    expect(stderr).toContain(`${name} (--reads1): 100 reads`);
    expect(exitCode).toBe(0);
    expect(await alignments(`${name}.bam`)).toBe(await alignments('by-hand.bam'));
  });

  it.each([
    ['one empty member', ['none.fq.gz'], /with --reads1 holds no reads/],
    ['several empty members', ['none-twice.fq.gz'], /with --reads1 holds no reads/],
    ['pairs', ['none.fq.gz', 'none_2.fq.gz'], /with --reads1 and --reads2 holds no reads/],
  ])('makes a BAM without records from no reads (%s), and warns', async (_, reads, message) => {
    const { exitCode, stderr } = await align(reads, '--bam', '/t/out/none.bam');
    expect(stderr).toMatch(message);
    expect(stderr).toContain('warning: ');
    expect(exitCode).toBe(0);
    const header = await bash(
      'samtools quickcheck /t/out/none.bam; samtools view -h /t/out/none.bam',
    );
    expect(header.stdout).toMatch(/^@SQ\tSN:.*\tLN:48502$/m);
    expect(header.stdout).toContain('@RG\tID:N\tSM:N\tLB:N\tPL:ILLUMINA');
    expect(header.stdout).not.toMatch(/^[^@]/m);
    expect((await bash('samtools idxstats /t/out/none.bam')).stdout).toMatch(/\t48502\t0\t0$/m);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a file of 0 bytes', ['zero.fq'], /zero\.fq \(--reads1\) has 0 bytes/],
    [
      'no reads although they are required',
      ['none.fq.gz', '--require-reads'],
      /--require-reads was/,
    ],
    ['a blank line between records', ['blank-between.fq'], /has a blank line 201, and more text/],
    ['the same, compressed', ['blank-between.fq.gz'], /has a blank line 201, and more text/],
    ['mates of which one has no reads', ['none.fq.gz', 'N_2.fq'], /none\.fq\.gz .* no reads, but/],
    ['more first reads', ['N_1.fq', 'short_2.fq'], /short_2\.fq .* ends after 99 reads, but N_1/],
    ['more second reads', ['short_2.fq', 'N_1.fq'], /short_2\.fq .* ends after 99 reads, but N_1/],
    ['names that end in .1 and .2', ['numbered_1.fq', 'numbered_2.fq'], /Remove the \.1 and \.2/],
    ['text after the compressed data', ['half-compressed.fq.gz'], /damaged or followed by other/],
    ['a record far into the file', ['late.fq'], /late\.fq .* ends within .* line 1600001\./],
  ])(
    'fails with exit code 65 for %s with a message, and publishes nothing',
    async (_, given, message) => {
      const reads = given.filter((name) => !name.startsWith('--'));
      const others = given.filter((name) => name.startsWith('--'));
      const { exitCode, stderr } = await align(reads, ...others, '--bam', '/t/out/no.bam');
      expect(lastLine(stderr)).toMatch(message);
      expect(exitCode).toBe(65);
      expect((await readdir(out)).filter((name) => name.startsWith('no.bam'))).toEqual([]);
    },
  );

  it.each(['a,b', 'x##idx##y', '-v', 'preload:v', 'S1.R1.1', 'it is'])(
    'aligns reads from %s.fq to %s.bam like files with plain names',
    async (name) => {
      const { exitCode, stderr } = await align([`${name}.fq`], `--bam=/t/out/${name}.bam`);
      expect(lastLine(stderr)).toMatch(/succeeded in/);
      expect(exitCode).toBe(0);
      await bash(
        `cp '/t/out/${name}.bam' /t/out/c.bam; cp '/t/out/${name}.bam.bai' /t/out/c.bam.bai`,
      );
      expect(await alignments('c.bam')).toBe(await alignments('by-hand.bam'));
      const region = "'gi|9626243|ref|NC_001416.1|:1-48502'";
      expect((await bash(`samtools view -c /t/out/c.bam ${region}`)).stdout).not.toBe('0');
    },
  );

  it('writes a BAM to a name without an ending, and refuses reads without an ending', async () => {
    expect(await align(['N_1.fq'], '--bam', '/t/out/S1.R1.1')).toMatchObject({ exitCode: 0 });
    expect(await alignments('S1.R1.1')).toBe(await alignments('by-hand.bam'));
    const { exitCode, stderr } = await align(['S1.R1.1'], '--bam', '/t/out/x.bam');
    expect(lastLine(stderr)).toMatch(/--reads1 expects a name that ends in .*\.fq, got/);
    expect(exitCode).toBe(64);
  });
});
