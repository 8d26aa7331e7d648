import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  finish,
  imageOf,
  layOutSample,
  removeDirectory,
  RunningContainer,
  sharedDirectory,
  testCloud,
} from '@joblayer/verify/testing';
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeBlocksOf } from '../src/docs/code-blocks.ts';
import { userPages } from '../src/docs/pages.ts';

const page = userPages.find(({ file }) => file === 'docs/exit-codes.md')?.text ?? '';
/** The names and times of slow phases differ between two runs. */
const stable = (line: string) => line.replace(/after [\d.]+ s(?: \([^)]*\))?:/, 'after …:');
const shown = codeBlocksOf(page)
  .filter(({ language }) => language === 'text')
  .map(({ text }) => stable(text.trim()));

const BAM = ['--bam', 'sample.bam'];
const S3_BAM = ['--bam', 's3://my-data/sample.bam'];
const TO_S3 = ['--output-dir', 's3://my-data/results/'];
const TO_DISK = ['--output-dir', 'out/'];
/** Work of several seconds. */
const ALIGN = ['--reads1', 'many_1.fq', '--reads2', 'many_2.fq', '--reference', 'genome.fa'];
const LONG = [...ALIGN, '--sample', 'many', '--cpus', '1', ...TO_DISK];
const NO_CREDENTIALS = ['--env', 'AWS_EC2_METADATA_DISABLED=true', '--env', 'AWS_REGION=us-east-1'];

let directory: string;
let user: string;
beforeAll(async () => {
  directory = await sharedDirectory();
  user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  await layOutSample(directory);
  const at = (name: string) => path.join(directory, name);
  for (const mate of ['1', '2']) {
    const reads = await readFile(at(`sample_${mate}.fq`), 'utf8');
    await writeFile(at(`many_${mate}.fq`), reads.repeat(30));
  }
  await writeFile(at('twice.fa'), '>a\nACGT\n>a\nACGT\n');
  await writeFile(at('empty.bam'), '');
  await copyFile(at('sample.bam'), at('secret.bam'));
  await chmod(at('secret.bam'), 0o600);

  const { s3 } = testCloud();
  await s3.send(new CreateBucketCommand({ Bucket: 'my-data' }));
  const Body = await readFile(at('sample.bam'));
  const put = (Key: string, StorageClass: 'STANDARD' | 'GLACIER') =>
    s3.send(new PutObjectCommand({ Bucket: 'my-data', Key, Body, StorageClass }));
  await put('sample.bam', 'STANDARD');
  await put('cold/sample.bam', 'GLACIER');
  await s3.send(
    new PutObjectCommand({
      ...{ Bucket: 'my-data', Key: 'sample.bam.bai' },
      Body: await readFile(at('sample.bam.bai')),
    }),
  );
});
afterAll(() => removeDirectory(directory));

const options = (docker: readonly string[]) => [
  ...['--volume', `${directory}:/data`, '--user', user],
  ...docker,
];
const inCloud = () => {
  const { jobEnv, network } = testCloud();
  const env = Object.entries(jobEnv).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  return ['--network', network, ...env];
};

/** The last line of a job's log, without its time, and its exit code. */
async function endOf(tool: string, args: readonly string[], docker: readonly string[] = []) {
  const { exitCode, stderr } = await finish([
    ...(['docker', 'run', '--rm'] as const),
    ...options(docker),
    imageOf(tool),
    ...args,
  ]);
  return { exitCode, line: lastLine(stderr) };
}
const lastLine = (stderr: string) =>
  stable(
    stderr
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^\[joblayer [\d:]+\] /, '') ?? '',
  );

describe('a message on the page of exit codes is the message of a job', () => {
  it.each([
    ['without an output', 64, BAM, []],
    [
      'on a FASTA that names a sequence twice',
      65,
      [...BAM, '--reference', 'twice.fa', ...TO_DISK],
      [],
    ],
    ['on an empty file', 65, ['--bam', 'empty.bam', ...TO_DISK], []],
    [
      'whose scratch disk is too small',
      74,
      [...BAM, ...TO_DISK],
      ['--tmpfs', '/scratch:size=1m,mode=1777'],
    ],
    ['without credentials', 77, [...S3_BAM, ...TO_S3], NO_CREDENTIALS],
    [
      'that may not read a file',
      77,
      ['--bam', 'secret.bam', ...TO_DISK],
      ['--user', '10001:10001'],
    ],
  ])('%s', async (_, expected, args, docker) => {
    const { exitCode, line } = await endOf('samtools-stats', args, docker);
    expect(exitCode).toBe(expected);
    expect(shown).toContain(line);
  });

  it.each([
    ['whose input is absent in S3', 66, ['--bam', 's3://my-data/absent.bam', ...TO_S3]],
    ['whose input is archived', 69, ['--bam', 's3://my-data/cold/sample.bam', ...TO_S3]],
    ['whose bucket does not exist', 73, [...S3_BAM, '--output-dir', 's3://my-dtaa/results/']],
    [
      'that names a region of another genome',
      1,
      [...S3_BAM, ...TO_S3, '--region', 'chrX', '--cpus', '2'],
    ],
  ])('%s', async (_, expected, args) => {
    const { exitCode, line } = await endOf('samtools-stats', args, inCloud());
    expect(exitCode).toBe(expected);
    expect(shown).toContain(line);
  });

  it('whose outputs are there already', async () => {
    const args = [...S3_BAM, ...TO_S3];
    expect(await endOf('samtools-stats', args, inCloud())).toMatchObject({ exitCode: 0 });
    const { exitCode, line } = await endOf(
      'samtools-stats',
      [...args, '--if-complete', 'fail'],
      inCloud(),
    );
    expect(exitCode).toBe(73);
    expect(shown).toContain(line);
  });

  it('that does not reach S3', async () => {
    const nowhere = ['--env', 'AWS_ENDPOINT_URL=http://127.0.0.1:9'];
    const { exitCode, line } = await endOf(
      'samtools-stats',
      [...S3_BAM, ...TO_S3],
      [...inCloud(), ...nowhere],
    );
    expect(exitCode).toBe(75);
    expect(shown).toContain(line);
  });

  it('that meets its deadline', async () => {
    const { exitCode, line } = await endOf('bwa-mem', [...LONG, '--timeout', '1']);
    expect(exitCode).toBe(124);
    expect(shown).toContain(line);
  });

  it('that has too little memory, whichever of its programs the kernel kills', async () => {
    const docker = ['--memory', '200m', '--memory-swap', '200m'];
    const { exitCode, line } = await endOf('bwa-mem', LONG, docker);
    expect(exitCode).not.toBe(0);
    expect(shown.map(withoutProgram)).toContain(withoutProgram(line));
  });

  it('that is stopped', async () => {
    const job = new RunningContainer('bwa-mem', LONG, { docker: options([]) });
    await job.said(/running with .*bwa mem/);
    await job.signal('SIGTERM');
    const { exitCode, stderr } = await job.end();
    expect(exitCode).toBe(143);
    expect(shown).toContain(lastLine(stderr));
  });

  it('in each of its blocks, all of which the tests above try', () => {
    expect(shown).toHaveLength(15);
  });
});

/**
 * The kernel chooses which program of a pipeline it kills. So the others may notice different
 * things.
 */
const withoutProgram = (line: string) =>
  line
    .replace(/exit code \d+/, 'exit code …')
    .replace(/(?<=was exceeded: ).*(?= Give the container)/, '…');
