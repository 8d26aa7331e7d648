import {
  removeDirectory,
  runImage,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { hash } from 'node:crypto';
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

/** One job spec a line, for the file of each name. */
const rowsOf = (...names: string[]): string =>
  names.map((name) => `${JSON.stringify({ bam: bucket.uri(`in/${name}.sam`) })}\n`).join('');

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

  it('is stated with its row in the log, the output manifest and the report', async () => {
    const rows = rowsOf('x', 'y');
    const spec = await bucket.put(`specs/rows-${hash('sha256', rows)}.jsonl`, rows);
    const args = ['--job-spec', spec, '--output-dir', bucket.uri('stated/')];
    const { exitCode, stderr } = await run([...args, '--report-uri', bucket.uri('reports/')], {
      AWS_BATCH_JOB_ARRAY_INDEX: '1',
      AWS_BATCH_JOB_ID: 'job:1',
    });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/samtools-stats, attempt \S+, array index 1\n/);
    const facts = {
      batch: { jobId: 'job:1', attempt: 1, arrayIndex: '1' },
      jobSpec: { location: spec, row: 1 },
    };
    const manifest = await bucket.text('stated/y.stats.txt.joblayer.json');
    expect(JSON.parse(manifest)).toMatchObject(facts);
    const report = (await bucket.keys('reports')).find((key) => key.endsWith('report.json'));
    expect(JSON.parse(await bucket.text(report ?? ''))).toMatchObject(facts);
  });

  it('of one line needs no array index', async () => {
    const rows = rowsOf('x');
    const spec = await bucket.put(`specs/rows-${hash('sha256', rows)}.jsonl`, rows);
    const { exitCode } = await run(['--job-spec', spec, '--output-dir', bucket.uri('single/')]);
    expect(exitCode).toBe(0);
    expect(await bucket.keys('single')).toContain('single/x.stats.txt');
  });

  it('whose content is not of the SHA-256 in its name ends the job with 65', async () => {
    const stated = hash('sha256', rowsOf('x', 'y'));
    const spec = await bucket.put(`specs/rows-${stated}.jsonl`, rowsOf('y', 'x'));
    const args = ['--job-spec', spec, '--output-dir', bucket.uri('changed/')];
    const { exitCode, stderr } = await run(args, { AWS_BATCH_JOB_ARRAY_INDEX: '0' });
    expect(exitCode).toBe(65);
    expect(stderr).toContain(`${spec}: its name states the SHA-256 ${stated}, and its content has`);
    expect(await bucket.keys('changed')).toEqual([]);
  });

  it('ends the job with 75 if no server responds, and with 77 if access is denied', async () => {
    const spec = await bucket.put('specs/rows.jsonl', rowsOf('x'));
    const args = ['--job-spec', spec, '--output-dir', bucket.uri('denied/')];
    const down = await run(args, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    expect(down).toMatchObject({ exitCode: 75 });
    expect(down.stderr).toContain(spec);
    const denied = await run(args, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    expect(denied).toMatchObject({ exitCode: 77 });
    expect(denied.stderr).toContain('redentials');
  });

  it('larger than 64 MiB is refused with its size before it is read', async () => {
    const spec = await bucket.put('specs/large.jsonl', Buffer.alloc(64 * 1024 * 1024 + 1, ' '));
    const { exitCode, stderr } = await run(['--job-spec', spec]);
    expect(exitCode).toBe(64);
    expect(stderr).toContain(`${spec}: it has 67108865 bytes, but at most 67108864 are read`);
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
