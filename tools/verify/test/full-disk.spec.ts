import {
  Gate,
  lambdaPhageData,
  removeDirectory,
  RunningContainer,
  sharedDirectory,
  TestBucket,
  testCloud,
  TmpfsVolume,
} from '@joblayer/verify/testing';
import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';

const { endpointUrl, jobEnv, s3 } = testCloud();
let bucket: TestBucket;
let host: string;

beforeAll(async () => {
  const data = await lambdaPhageData();
  host = await sharedDirectory();
  await copyFile(data.reads1, path.join(host, 'reads_1.fq'));
  bucket = await TestBucket.create(s3);
  await bucket.put('lambda.fa', await readFile(data.reference));
  await bucket.put('reads_2.fq', await readFile(data.reads2));
});
afterAll(() => removeDirectory(host));

/**
 * Starts bwa-mem, and waits until it requests an input. Then fills its scratch disk but for some
 * bytes, and lets it continue.
 */
const runWithDiskFilledTo = async (freeBytes: number, args: readonly string[], input: string) => {
  await using disk = await TmpfsVolume.create(100);
  await using gate = await Gate.before(
    endpointUrl,
    ({ method, url = '' }) => method === 'GET' && url.includes(input),
  );
  const job = new RunningContainer('bwa-mem', [...args, '--output-dir', bucket.uri('out/')], {
    env: { ...jobEnv, AWS_ENDPOINT_URL: gate.url },
    docker: ['--network', 'host', '-v', `${disk.name}:/scratch`, '-v', `${host}:/t`],
  });
  await Promise.race([gate.reached(), job.end()]);
  await disk.fillUpTo(freeBytes);
  gate.open();
  const { exitCode, stderr } = await job.end();
  expect(await bucket.keys('out/')).toEqual([]);
  expect(await bucket.unfinishedUploads()).toEqual([]);
  return { exitCode, lastLine: stderr.trimEnd().split('\n').at(-1) };
};

describe('a disk that another process fills after preflight', () => {
  it('while inputs are staged ends the job with 74, in a message that names the location', async () => {
    const args = [
      '--reads1',
      bucket.uri('reads_2.fq'),
      '--sample',
      'lambda',
      '--reference',
      bucket.uri('lambda.fa'),
    ];
    const { exitCode, lastLine } = await runWithDiskFilledTo(500_000, args, 'reads_2.fq');
    expect(lastLine).toMatch(/in stage-in, exit code 74.*\/scratch\/.*no space left.*Free space/);
    expect(exitCode).toBe(74);
  });

  it('while the tool runs ends the job with 74, whatever exit code the tool has', async () => {
    const args = [
      '--reads1',
      '/t/reads_1.fq',
      '--sample',
      'lambda',
      '--reference',
      bucket.uri('lambda.fa'),
    ];
    const { exitCode, lastLine } = await runWithDiskFilledTo(500_000, args, 'lambda.fa');
    expect(lastLine).toMatch(/in run, exit code 74.*scratch disk was full.*--scratch-dir/);
    expect(exitCode).toBe(74);
  });
});
