import {
  removeDirectory,
  runImage,
  RunningContainer,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { readdir } from 'node:fs/promises';

const { network, jobEnv, s3 } = testCloud();
const SAM = '@SQ\tSN:g\tLN:100\nr1\t0\tg\t1\t60\t4M\t*\t0\t0\tACGT\tIIII\n';
const SECRET = 'pl4nted-s3cret';
let host: string;
let scratch: string;
let bucket: TestBucket;
let sam: string;

beforeAll(async () => {
  host = await sharedDirectory();
  scratch = await sharedSubdirectory(host, 'scratch');
});
beforeEach(async () => {
  bucket = await TestBucket.create(s3);
  sam = await bucket.put('in/x.sam', SAM);
});
afterEach(async () => expect(await readdir(scratch)).toEqual([]));
afterAll(() => removeDirectory(host));

const docker = () => ['--network', network, '-v', `${scratch}:/scratch`, '--read-only'];
const args = (...more: string[]) => [
  ...['--bam', sam, '--output-dir', bucket.uri('out/'), '--report-uri', bucket.uri('reports')],
  ...more,
];
const run = (more: readonly string[] = []) =>
  runImage('samtools-stats', args(...more), {
    env: { ...jobEnv, DB_PASSWORD: SECRET, AWS_BATCH_JOB_ID: 'j', AWS_BATCH_JOB_ATTEMPT: '2' },
    docker: docker(),
  });
const reportOf = async (key: string) =>
  JSON.parse(await bucket.text(key)) as { outcome: string; failure: { toolStderr: string[] } };

describe('the report of a job, in S3', () => {
  it('that succeeded is with the log below the attempt', async () => {
    expect((await run()).exitCode).toBe(0);
    const [log = '', report = ''] = await bucket.keys('reports/');
    expect(log).toMatch(/^reports\/2-[0-9a-f-]{36}\/job\.log$/);
    expect(report).toBe(log.replace('job.log', 'report.json'));
    expect(await bucket.text(log)).toContain('succeeded in');
    expect(await reportOf(report)).toMatchObject({
      outcome: 'succeeded',
      batch: { jobId: 'j', attempt: 2 },
      tool: { name: 'samtools-stats', software: [{ name: 'samtools', version: '1.21' }] },
    });
  });

  it('that failed is below failed/, with the last lines of the tool’s stderr', async () => {
    await bucket.put('in/x.sam', 'this is no SAM file');
    const { exitCode } = await run();
    expect(exitCode).not.toBe(0);
    const [log = '', report = ''] = await bucket.keys('reports/');
    expect(log).toMatch(/^reports\/failed\/2-/);
    const { outcome, failure } = await reportOf(report);
    expect(outcome).toBe('tool-failed');
    expect(failure.toolStderr.join()).toContain('samtools');
    expect(await bucket.keys('out/')).toEqual([]);
  });

  it('that could not start exists as well', async () => {
    const job = new RunningContainer('bwa-mem', args('--bam', bucket.uri('out/x.bam')).slice(2), {
      env: jobEnv,
      docker: docker(),
    });
    // Refused in the plan phase, before staging. There is a report of that as well.
    expect((await job.end()).exitCode).toBe(64);
    expect(await bucket.keys('reports/')).toHaveLength(2);
  });

  it('and all printed lines contain no planted secret', async () => {
    const url = 'https://b.example.org/k?X-Amz-Signature=0123456789abcdef';
    const { stderr } = await run(['--extra-args', `-I ${SECRET} --url ${url}`]);
    const keys = [...(await bucket.keys('reports/')), ...(await bucket.keys('out/'))];
    const texts = [stderr, ...(await Promise.all(keys.map((key) => bucket.text(key))))];
    expect(keys.length).toBeGreaterThan(1);
    for (const text of texts) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('DB_PASSWORD');
    }
    const own = stderr.split('\n').filter((line) => line.startsWith('[joblayer'));
    expect(own.join()).not.toContain('0123456789abcdef');
  });
});
