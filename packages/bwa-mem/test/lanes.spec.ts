import { imageTest } from '@joblayer/verify/testing';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const { out, run: bwaMem, bash } = imageTest('bwa-mem', { data: 'lambda' });

/**
 * The reads of phage lambda, as if two flowcells had each read every other pair, and the alignments
 * of each lane by bwa alone.
 */
const LAY_OUT = `
mkdir /t/out/ref && cp /t/lambda.fa /t/out/ref && bwa index /t/out/ref/lambda.fa 2>&1
cd /t/out
for read in 1 2; do
  for lane in 1 2; do
    paste - - - - < /t/reads_$read.fq | awk -F '\\t' -v lane=$lane -v read=$read 'NR % 2 == lane % 2 {
      printf "@A1:45:HFLOW%d:%d:1101:10:%d %d:N:0:ACGT+TTGC\\n%s\\n+\\n%s\\n", lane, lane, NR, read, $2, $4
    }' > N_S1_L00\${lane}_R\${read}_001.fq
  done
done
gzip N_S1_L002_R?_001.fq
for lane in 1 2; do
  bwa mem -K 100000000 -R "@RG\\tID:N_S1_L00$lane\\tSM:N\\tLB:N\\tPL:ILLUMINA" ref/lambda.fa N_S1_L00\${lane}_R[12]_001.fq* |
    samtools sort -o by-hand-$lane.bam -
done
samtools merge by-hand.bam by-hand-1.bam by-hand-2.bam && samtools index by-hand.bam`;

beforeAll(async () => {
  expect(await bash(LAY_OUT)).toMatchObject({ exitCode: 0 });
});

const [R1, R2] = [1, 2].map((read) => [
  `/t/out/N_S1_L001_R${read}_001.fq`,
  `/t/out/N_S1_L002_R${read}_001.fq.gz`,
]) as [string[], string[]];
const REFERENCE = ['--reference', '/t/out/ref/'];
const sum = async (what: string) => (await bash(`${what} | md5sum`)).stdout;
const lastLine = (stderr: string) => stderr.split('\n').at(-1);

describe('bwa-mem with several lanes', () => {
  it('aligns each lane like bwa alone, and writes one BAM with a read group for each lane', async () => {
    const { exitCode, stderr } = await bwaMem(
      ...['--reads1', ...R1, '--reads2', ...R2, ...REFERENCE, '--bam', '/t/out/l.bam'],
    );
    expect(lastLine(stderr)).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await sum('samtools view /t/out/l.bam')).toBe(
      await sum('samtools view /t/out/by-hand.bam'),
    );
    const header = await bash('samtools view -H /t/out/l.bam | grep -e ^@RG -e ^@HD');
    expect(header.stdout.split('\n')).toEqual([
      expect.stringContaining('SO:coordinate'),
      '@RG\tID:N_S1_L001\tSM:N\tLB:N\tPL:ILLUMINA\tPU:HFLOW1.1.ACGT+TTGC',
      '@RG\tID:N_S1_L002\tSM:N\tLB:N\tPL:ILLUMINA\tPU:HFLOW2.2.ACGT+TTGC',
    ]);
    const ofLane = await bash('samtools view -c -F 0x900 -r N_S1_L002 /t/out/l.bam');
    expect(ofLane.stdout).toBe('10000');
    const idxstats = (bam: string) => sum(`samtools idxstats /t/out/${bam}.bam`);
    expect(await idxstats('l')).toBe(await idxstats('by-hand'));
  });

  it('writes the same bytes for lists, repeated options and a job spec', async () => {
    const repeated = [R1, R2].flatMap((files, i) =>
      files.flatMap((file) => [`--reads${i + 1}`, file]),
    );
    const spec = { reads1: R1, reads2: R2, reference: '/t/out/ref/', 'output-dir': '/t/out/spec/' };
    await writeFile(path.join(out, 'job.json'), JSON.stringify(spec));
    const jobs = [
      ['--reads1', ...R1, '--reads2', ...R2, ...REFERENCE, '--output-dir', '/t/out/list/'],
      [...repeated, ...REFERENCE, '--output-dir', '/t/out/repeated/'],
      ['--job-spec', '/t/out/job.json'],
    ];
    for (const job of jobs) expect(await bwaMem(...job)).toMatchObject({ exitCode: 0 });
    for (const name of ['N_S1_L001_R1_001.bam', 'N_S1_L001_R1_001.bam.bai']) {
      const [list, ...others] = ['list', 'repeated', 'spec'].map((way) => `/t/out/${way}/${name}`);
      for (const other of others) {
        expect(await bash(`cmp ${list} ${other}`)).toMatchObject({ exitCode: 0 });
      }
    }
  });

  it('writes the same read groups for single reads in another order', async () => {
    const { exitCode } = await bwaMem(
      ...['--reads1', ...R1.toReversed(), ...REFERENCE, '--bam', '/t/out/single.bam'],
      ...['--sample', 'N', '--platform', 'ELEMENT'],
    );
    expect(exitCode).toBe(0);
    const header = await bash('samtools view -H /t/out/single.bam | grep ^@RG');
    expect(header.stdout.split('\n')).toEqual([
      '@RG\tID:N_S1_L002\tSM:N\tLB:N\tPL:ELEMENT\tPU:HFLOW2.2.ACGT+TTGC',
      '@RG\tID:N_S1_L001\tSM:N\tLB:N\tPL:ELEMENT\tPU:HFLOW1.1.ACGT+TTGC',
    ]);
  });

  it('warns of a lane without reads by its name, and fails with --require-reads', async () => {
    await bash('cd /t/out; for r in 1 2; do gzip < /dev/null > N_S1_L003_R${r}_001.fq.gz; done');
    const job = [
      ...['--reads1', R1[0] as string, '/t/out/N_S1_L003_R1_001.fq.gz'],
      ...['--reads2', R2[0] as string, '/t/out/N_S1_L003_R2_001.fq.gz', ...REFERENCE],
    ];
    const { exitCode, stderr } = await bwaMem(...job, '--bam', '/t/out/blank.bam');
    expect(stderr).toMatch(/warning: lane 2 of 2, N_S1_L003_R1_001\.fq\.gz .* holds no reads/);
    expect(exitCode).toBe(0);
    const header = await bash('samtools view -H /t/out/blank.bam | grep ^@RG');
    expect(header.stdout).toContain('ID:N_S1_L003\tSM:N\tLB:N\tPL:ILLUMINA\tPU:N_S1_L003');
    const required = await bwaMem(...job, '--bam', '/t/out/x.bam', '--require-reads');
    expect(lastLine(required.stderr)).toMatch(/N_S1_L003_R1_001\.fq\.gz .* holds no reads/);
    expect(required.exitCode).toBe(65);
  });

  it('warns of two lanes that begin with the same reads', async () => {
    await bash('cp /t/out/N_S1_L001_R1_001.fq /t/out/N_copy_R1.fq');
    const { exitCode, stderr } = await bwaMem(
      ...['--reads1', R1[0] as string, '/t/out/N_copy_R1.fq', '--sample', 'N', ...REFERENCE],
      ...['--bam', '/t/out/copy.bam'],
    );
    expect(stderr).toMatch(/warning: .*N_S1_L001_R1_001\.fq .* and N_copy_R1\.fq .* same reads/);
    expect(exitCode).toBe(0);
  });

  const other = '/t/out/M_S1_L001_R1_001.fq';
  it.each<[string, readonly string[], number, RegExp]>([
    [
      'lanes without mates',
      ['--reads1', ...R1, '--reads2', R2[0] as string],
      64,
      /in plan.*--reads2 needs one file for each lane of --reads1: expected 2, got 1/,
    ],
    [
      'lanes of two samples',
      ['--reads1', R1[0] as string, other],
      64,
      /in plan.*several samples: N \(N_S1_L001_R1_001\.fq\) and M \(M_S1_L001_R1_001\.fq\)/,
    ],
    ['a lane given twice', ['--reads1', ...R1, R1[0] as string], 64, /in plan.*L001.*twice/],
    [
      'a file for both mates',
      ['--reads1', R1[0] as string, '--reads2', R1[0] as string],
      64,
      /in plan.*--reads1 and --reads2 both name/,
    ],
    [
      'a read group for all lanes',
      ['--reads1', ...R1, '--extra-args', '-R "@RG\\tID:x\\tSM:y"'],
      64,
      /in plan.*--extra-args has -R, which sets one read group, but there are 2 lanes/,
    ],
    [
      'mates in another order',
      ['--reads1', ...R1, '--reads2', ...R2.toReversed()],
      65,
      /read 1 of N_S1_L001_R1.* is "A1:45:HFLOW1:.*read 1 of N_S1_L002_R2.* is "A1:45:HFLOW2:/,
    ],
    [
      'first and second reads exchanged',
      ['--reads1', ...R2, '--reads2', ...R1],
      65,
      /N_S1_L001_R2_001\.fq .* second reads of pairs .*N_S1_L001_R1_001\.fq .* first ones/,
    ],
  ])('refuses %s', async (_, reads, code, message) => {
    const { exitCode, stderr } = await bwaMem(...reads, ...REFERENCE, '--bam', '/t/out/no.bam');
    expect(lastLine(stderr)).toMatch(message);
    expect(exitCode).toBe(code);
    expect((await readdir(out)).filter((name) => name.startsWith('no.bam'))).toEqual([]);
  });
});
