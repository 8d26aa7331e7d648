import {
  Gate,
  removeDirectory,
  runImage,
  RunningContainer,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { readdir } from 'node:fs/promises';

const { endpointUrl, network, jobEnv, s3 } = testCloud();
const SAM = '@SQ\tSN:g\tLN:100\nr1\t0\tg\t1\t60\t4M\t*\t0\t0\tACGT\tIIII\n';
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
afterEach(async () => {
  expect(await readdir(scratch)).toEqual([]);
  expect(await bucket.unfinishedUploads()).toEqual([]);
});
afterAll(() => removeDirectory(host));

const SET = ['out/x.stats.txt', 'out/x.stats.txt.joblayer.json'];
const optionsFor = (...more: string[]) => [
  ...['--bam', sam, '--output-dir', bucket.uri('out/')],
  ...more,
];
const run = (...more: string[]) =>
  runImage('samtools-stats', optionsFor(...more), {
    env: jobEnv,
    docker: ['--network', network, '-v', `${scratch}:/scratch`],
  });
/** In the host's network, so that it reaches the gate on loopback. */
const start = (endpoint: string, ...more: string[]) =>
  new RunningContainer('samtools-stats', [...optionsFor(...more), '--log-format', 'json'], {
    env: { ...jobEnv, AWS_ENDPOINT_URL: endpoint },
    docker: ['--network', 'host', '-v', `${scratch}:/scratch`],
  });
const manifest = async () =>
  JSON.parse(await bucket.text('out/x.stats.txt.joblayer.json')) as {
    attempt: string;
    params: Record<string, unknown>;
    outputs: { files: { etag: string }[] }[];
  };

describe('a set of outputs in S3', () => {
  it('that is complete is skipped, refused or made again according to --if-complete', async () => {
    expect((await run()).exitCode).toBe(0);
    const first = await manifest();

    const skipped = await run('--if-complete', 'skip');
    expect(skipped.exitCode).toBe(0);
    expect(skipped.stderr).toContain('the same outputs are there already, complete');
    expect(skipped.stderr).not.toContain('running with');

    const refused = await run('--if-complete', 'fail');
    expect(refused.exitCode).toBe(73);
    expect(refused.stderr).toContain('--if-complete skip');
    expect((await manifest()).attempt).toBe(first.attempt);

    expect((await run()).exitCode).toBe(0);
    expect((await manifest()).attempt).not.toBe(first.attempt);
    expect(await bucket.keys('out')).toEqual(SET);
  });

  it('of other parameters is never skipped', async () => {
    await run();
    const { exitCode, stderr } = await run('--if-complete', 'skip', '--read-length', '4');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('are made again: the parameters differ');
    expect((await manifest()).params).toMatchObject({ 'read-length': 4 });
  });

  it('whose input was rewritten is never skipped', async () => {
    await run();
    await bucket.put('in/x.sam', SAM.replace('ACGT', 'TTTT'));
    const { stderr } = await run('--if-complete', 'skip');
    expect(stderr).toContain('the inputs differ');
  });
});

describe('two attempts at once', () => {
  /**
   * Holds the first attempt, which has the lease, before it writes its first output, until the
   * other waits.
   */
  const race = async (...more: string[]) => {
    await using gate = await Gate.before(
      endpointUrl,
      ({ method, url = '' }) => method === 'PUT' && /\/out\/x\.stats\.txt(\?|$)/.test(url),
    );
    const first = start(gate.url);
    await gate.reached();
    const second = start(endpointUrl, ...more);
    await second.said(/"publication-awaited"/);
    gate.open();
    return { first: await first.end(), second: await second.end() };
  };

  it('of one job publish one set, and the second succeeds with a message about it', async () => {
    const { first, second } = await race();
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(second.stderr).toContain('"already-complete"');
    expect(second.stderr).not.toContain('"output-manifest-written"');
    expect(await bucket.keys('out')).toEqual(SET);
  });

  it('of two jobs publish the first one’s set, and the second exits 73', async () => {
    const { first, second } = await race('--read-length', '4');
    expect([first.exitCode, second.exitCode]).toEqual([0, 73]);
    expect(second.stderr).toContain('the parameters differ');
    expect((await manifest()).params).not.toHaveProperty('read-length');
    expect(await bucket.keys('out')).toEqual(SET);
  });
});
