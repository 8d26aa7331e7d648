import {
  Gate,
  lambdaPhageData,
  removeDirectory,
  runImage,
  RunningContainer,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const MIB = 1024 * 1024;
const { endpointUrl, jobEnv, s3 } = testCloud();
let host: string;
let scratch: string;
let bucket: TestBucket;
let bam: string;

beforeAll(async () => {
  const data = await lambdaPhageData();
  host = await sharedDirectory();
  scratch = await sharedSubdirectory(host, 'scratch');
  bucket = await TestBucket.create(s3);
  const reads = await readFile(data.reads1);
  await writeFile(path.join(host, 'reads_1.fq'), reads);
  await writeFile(path.join(host, 'many.fq'), Buffer.concat(Array(60).fill(reads)));
  await writeFile(path.join(host, 'lambda.fa'), await readFile(data.reference));
  const aligned = await runImage(
    'bwa-mem',
    [
      '--reads1',
      '/t/reads_1.fq',
      '--sample',
      'lambda',
      '--reference',
      '/t/lambda.fa',
      '--bam',
      '/t/lambda.bam',
    ],
    { docker: ['-v', `${host}:/t`] },
  );
  expect(aligned.exitCode).toBe(0);
  bam = await bucket.put('in/lambda.bam', await readFile(path.join(host, 'lambda.bam')));
});
afterAll(() => removeDirectory(host));

/** An input that takes the tool seconds. */
const alignMany = () => [
  ...['--reads1', '/t/many.fq', '--reference', '/t/lambda.fa'],
  ...['--output-dir', bucket.uri('out/')],
];

/** A job in the host's network, so that it reaches the gate on loopback. */
const start = (image: string, args: readonly string[], endpoint = endpointUrl) =>
  new RunningContainer(image, [...args, '--log-format', 'json'], {
    env: { ...jobEnv, AWS_ENDPOINT_URL: endpoint },
    docker: ['--network', 'host', '-v', `${scratch}:/scratch`, '-v', `${host}:/t`],
  });

const expectNothingLeft = async () => {
  expect(await readdir(scratch)).toEqual([]);
  expect(await bucket.keys('out/')).toEqual([]);
  expect(await bucket.unfinishedUploads()).toEqual([]);
};

/**
 * Starts samtools-stats, waits until the gate holds one of its S3 requests, and terminates it
 * there.
 */
const terminateWhileWaitingFor = async (
  held: (request: IncomingMessage) => boolean,
  args: readonly string[],
) => {
  await using gate = await Gate.before(endpointUrl, held);
  const job = start('samtools-stats', args, gate.url);
  await Promise.race([gate.reached(), job.end()]);
  await job.signal('SIGTERM');
  return await job.end();
};

const stats = () => ['--bam', bam, '--stats', bucket.uri('out/lambda.stats')];

describe('SIGTERM', () => {
  it.each<[string, (request: IncomingMessage) => boolean]>([
    // Only this request. The job also sends HEAD for the remains of an earlier conditional write,
    // to remove them.
    [
      'preflight, while it looks at an input',
      ({ method, url = '' }) => method === 'HEAD' && url.includes('lambda.bam'),
    ],
    [
      'preflight, while it tries the output',
      ({ method, url = '' }) => method === 'POST' && url.includes('uploads'),
    ],
    ['stage-in', ({ method, url = '' }) => method === 'GET' && url.includes('lambda.bam')],
  ])('in %s: exit 143 and nothing left', async (_, held) => {
    const { exitCode, stderr } = await terminateWhileWaitingFor(held, stats());
    expect(stderr).toContain('"outcome":"canceled"');
    expect(exitCode).toBe(143);
    await expectNothingLeft();
  });

  it('in run, with a pipeline of tools under way: exit 143 and nothing left', async () => {
    const job = start('bwa-mem', alignMany());
    await job.said(/read \d+ sequences/);
    await job.signal('SIGTERM');
    const { exitCode, stderr } = await job.end();
    expect(stderr).toContain('"phase":"run","code":"terminated"');
    expect(exitCode).toBe(143);
    await expectNothingLeft();
  });

  it('in stage-out, while a large output is under way: exit 143 and nothing left', async () => {
    // Random reads: their BAM stays above the size from which outputs are sent in parts.
    await writeFile(path.join(host, 'noise.fq'), fastq(120_000));
    await using gate = await Gate.before(
      endpointUrl,
      ({ method, url = '' }) => method === 'PUT' && url.includes('partNumber=2'),
    );
    const args = ['--reads1', '/t/noise.fq', '--reference', '/t/lambda.fa'];
    const job = start('bwa-mem', [...args, '--output-dir', bucket.uri('out/')], gate.url);
    await Promise.race([gate.reached(), job.end()]);
    expect(await bucket.unfinishedUploads()).toEqual(['out/noise.bam']);
    await job.signal('SIGTERM');
    const { exitCode, stderr } = await job.end();
    expect(stderr).toContain('"phase":"stage-out","code":"terminated"');
    expect(exitCode).toBe(143);
    await expectNothingLeft();
  });

  it('in stage-out, while the output manifest is still to be written: rolls back the published outputs', async () => {
    await using gate = await Gate.before(
      endpointUrl,
      ({ method, url = '' }) => method === 'PUT' && url.includes('lambda.bam.bai'),
    );
    const args = ['--reads1', '/t/reads_1.fq', '--sample', 'lambda', '--reference', '/t/lambda.fa'];
    const job = start('bwa-mem', [...args, '--bam', bucket.uri('out/lambda.bam')], gate.url);
    await Promise.race([gate.reached(), job.end()]);
    await job.signal('SIGTERM');
    await job.said(/"signal-received"/);
    gate.open();
    const { exitCode } = await job.end();
    expect(exitCode).toBe(143);
    await expectNothingLeft();
  });

  it('as soon as the container runs: exit 143 and nothing left', async () => {
    // An input that takes seconds. A shorter job may have succeeded before the signal arrives.
    const job = start('bwa-mem', alignMany());
    await job.running();
    await job.signal('SIGTERM');
    expect((await job.end()).exitCode).toBe(143);
    await expectNothingLeft();
  });

  it('to a command of a workflow engine reaches that command', async () => {
    const job = new RunningContainer('samtools-stats', [
      ...['bash', '-c', 'trap "exit 9" TERM; echo ready >&2; while :; do sleep 0.1; done'],
    ]);
    await job.said(/ready/);
    await job.signal('SIGTERM');
    expect((await job.end()).exitCode).toBe(9);
  });
});

/**
 * Reads of random bases, whose BAM hardly compresses. The given number makes a BAM of over 16 MiB.
 */
function fastq(reads: number): string {
  const length = 250;
  const letters = (alphabet: string) =>
    [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
  const qualities = '!"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJ';
  const records: string[] = [];
  for (let i = 0; i < reads; i += 1) {
    records.push(`@r${i}\n${letters('ACGT')}\n+\n${letters(qualities)}\n`);
  }
  const text = records.join('');
  expect(text.length).toBeGreaterThan(50 * MIB);
  return text;
}
