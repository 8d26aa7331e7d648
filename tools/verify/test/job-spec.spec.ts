import {
  removeDirectory,
  runImage,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { readdir } from 'node:fs/promises';

const { network, jobEnv, s3 } = testCloud();
const SAM = '@SQ\tSN:g\tLN:100\nr1\t0\tg\t1\t60\t4M\t*\t0\t0\tACGT\tIIII\n';
let host: string;
let scratch: string;
let bucket: TestBucket;

beforeAll(async () => {
  host = await sharedDirectory();
  scratch = await sharedSubdirectory(host, 'scratch');
  bucket = await TestBucket.create(s3);
  await bucket.put('in/x.sam', SAM);
  await bucket.put('in/y.sam', SAM);
});
afterEach(async () => expect(await readdir(scratch)).toEqual([]));
afterAll(() => removeDirectory(host));

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runImage('samtools-stats', args, {
    env: { ...jobEnv, ...env },
    docker: ['--network', network, '-v', `${scratch}:/scratch`, '--read-only'],
  });

describe('a job spec in S3', () => {
  it('runs as the same options would, and options of the command line override it', async () => {
    const spec = await bucket.put(
      'specs/job.json',
      JSON.stringify({
        bam: bucket.uri('in/x.sam'),
        'output-dir': bucket.uri('nowhere/'),
        'filtering-flag': 1024,
      }),
    );
    const { exitCode } = await run(['--job-spec', spec, '--output-dir', bucket.uri('out')]);
    expect(exitCode).toBe(0);
    expect(await bucket.keys('nowhere')).toEqual([]);
    const manifest = JSON.parse(await bucket.text('out/x.stats.txt.joblayer.json')) as object;
    expect(manifest).toMatchObject({ params: { 'filtering-flag': 1024 } });
  });

  it('of an array job runs the line of its index', async () => {
    const lines = ['x', 'y'].map((name) => JSON.stringify({ bam: bucket.uri(`in/${name}.sam`) }));
    const spec = await bucket.put('specs/jobs.jsonl', lines.join('\n'));
    const args = ['--job-spec', spec, '--output-dir', bucket.uri('array/')];
    const { exitCode } = await run(args, { AWS_BATCH_JOB_ARRAY_INDEX: '1' });
    expect(exitCode).toBe(0);
    expect(await bucket.keys('array')).toEqual([
      'array/y.stats.txt',
      'array/y.stats.txt.joblayer.json',
    ]);
    const beyond = await run(args, { AWS_BATCH_JOB_ARRAY_INDEX: '2' });
    expect(beyond.exitCode).toBe(64);
    expect(beyond.stderr).toContain(`${spec}: AWS_BATCH_JOB_ARRAY_INDEX is 2`);
  });

  it('with an unknown field is refused with a suggestion', async () => {
    const spec = await bucket.put('specs/wrong.json', '{"filtring-flag": 1}');
    const { exitCode, stderr } = await run(['--job-spec', spec]);
    expect(exitCode).toBe(64);
    expect(stderr).toContain(
      `${spec}: unknown field "filtring-flag". Did you mean "filtering-flag"?`,
    );
  });

  it('that does not exist ends the job with 66', async () => {
    const { exitCode, stderr } = await run(['--job-spec', bucket.uri('specs/none.json')]);
    expect(exitCode).toBe(66);
    expect(stderr).toContain('specs/none.json');
  });
});
