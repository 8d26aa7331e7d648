import {
  removeDirectory,
  runImage,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';

const { network, jobEnv, s3 } = testCloud();
let bucket: TestBucket;
let host: string;
let scratch: string;

beforeAll(async () => {
  host = await sharedDirectory();
  scratch = await sharedSubdirectory(host, 'scratch');
  bucket = await TestBucket.create(s3);
  await bucket.put('in/a/x.bam', 'one');
  await bucket.put('in/big.bam', randomBytes(3 * 1024 * 1024));
  await bucket.put('in/reads.fq', '@r\nACGT\n+\nIIII\n');
  await bucket.put('in/sub/reads.fq', '@r\nACGT\n+\nIIII\n');
  await bucket.put('reference/g.fa', '>g\nACGT\n');
});
afterAll(() => removeDirectory(host));

interface Expected {
  readonly exitCode: number;
  /** Parts of the message's line: the location or option, and what to do. */
  readonly says: readonly string[];
}

/** Runs a job that must fail before anything is published, and must leave nothing in scratch. */
const expectRefusal = async (
  image: string,
  args: readonly string[],
  { exitCode, says }: Expected,
  docker: readonly string[] = ['-v', `${scratch}:/scratch`],
) => {
  const result = await runImage(image, args, {
    env: jobEnv,
    docker: ['--network', network, '-v', `${host}:/t`, ...docker],
  });
  const lastLine = result.stderr.trimEnd().split('\n').at(-1) ?? '';
  says.forEach((part) => expect(lastLine).toContain(part));
  expect(result.exitCode).toBe(exitCode);
  expect(await bucket.keys('out')).toEqual([]);
  expect(await bucket.unfinishedUploads()).toEqual([]);
  expect(await readdir(scratch)).toEqual([]);
};

const to = () => ['--output-dir', bucket.uri('out/')];

describe('a job is refused in one line that names the location and what to do', () => {
  it('for an unknown option', async () => {
    await expectRefusal('samtools-stats', ['--bamm', 'x'], {
      exitCode: 64,
      says: ['unknown option --bamm', 'Did you mean --bam?', 'See --help'],
    });
  });

  it('for missing options', async () => {
    await expectRefusal('samtools-stats', [], { exitCode: 64, says: ['--help'] });
  });

  it('for an S3 key that does not exist', async () => {
    const missing = bucket.uri('in/missing.bam');
    await expectRefusal('samtools-stats', ['--bam', missing, ...to()], {
      exitCode: 66,
      says: [`${missing}: it does not exist`, 'Check the spelling'],
    });
  });

  it('for a bucket that does not exist', async () => {
    const missing = 's3://no-such-bucket-of-ours/x.bam';
    await expectRefusal('samtools-stats', ['--bam', missing, ...to()], {
      exitCode: 66,
      says: [missing],
    });
  });

  it('for an output bucket that does not exist, before the input is staged', async () => {
    const output = 's3://no-such-bucket-of-ours/out.stats';
    await expectRefusal('samtools-stats', ['--bam', bucket.uri('in/a/x.bam'), '--stats', output], {
      exitCode: 73,
      says: ['in preflight', output, 'bucket does not exist'],
    });
  });

  it('for an empty prefix', async () => {
    const prefix = bucket.uri('empty/');
    await expectRefusal(
      'bwa-mem',
      [...['--reads1', bucket.uri('in/reads.fq'), '--sample', 's', '--reference', prefix], ...to()],
      { exitCode: 66, says: [`${prefix}: there is no file below it`, 'Check the spelling'] },
    );
  });

  it('for one file that two inputs name', async () => {
    const one = bucket.uri('in/reads.fq');
    await expectRefusal(
      'bwa-mem',
      ['--reads1', one, '--reads2', one, '--reference', bucket.uri('reference/'), ...to()],
      { exitCode: 64, says: [`--reads1 and --reads2 both name ${one}`, 'Name each file once'] },
    );
  });

  it('for a scratch disk that cannot hold the input, before staging', async () => {
    const big = bucket.uri('in/big.bam');
    await expectRefusal(
      'samtools-stats',
      ['--bam', big, '--no-stream', ...to()],
      {
        exitCode: 74,
        says: [
          'in preflight',
          '/scratch',
          '2 MiB free',
          'needs about 67 MiB',
          big,
          '--scratch-dir',
        ],
      },
      ['--tmpfs', '/scratch:size=3m,mode=1777'],
    );
  });

  it('for a scratch directory that cannot be written', async () => {
    await expectRefusal(
      'samtools-stats',
      ['--bam', bucket.uri('in/a/x.bam'), ...to(), '--scratch-dir', '/proc/nothing'],
      { exitCode: 74, says: ['/proc/nothing', '--scratch-dir'] },
    );
  });

  it('for an output directory that its user may not write to', async () => {
    await expectRefusal(
      'samtools-stats',
      ['--bam', bucket.uri('in/a/x.bam'), '--stats', '/etc/x.stats'],
      { exitCode: 73, says: ['in preflight', '/etc/x.stats', 'docker run --user'] },
    );
  });

  it('for missing credentials', async () => {
    const result = await runImage('samtools-stats', ['--bam', bucket.uri('in/a/x.bam'), ...to()], {
      env: {
        AWS_ENDPOINT_URL: jobEnv['AWS_ENDPOINT_URL'] ?? '',
        AWS_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      docker: ['--network', network],
    });
    expect(result.exitCode).toBe(77);
    expect(result.stderr).toContain('no AWS credentials were found');
  });
});
