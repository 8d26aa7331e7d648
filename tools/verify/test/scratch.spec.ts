import {
  cephS3,
  finish,
  fixtureEntryPoint,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
  TestBucket,
} from '@joblayer/verify/testing';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

let data: string;
let scratch: string;
beforeAll(async () => {
  data = await sharedDirectory();
  scratch = await sharedSubdirectory(data, 'scratch');
  await writeFile(path.join(data, 'in.fq'), 'ACGT\n');
});
afterAll(() => removeDirectory(data));

const COPY = 'cp "$1" "$2"';
const start = (program: string, args: readonly string[] = [], docker: readonly string[] = []) =>
  startFixtureJob({ program, data, scratch, args, docker });
/** A user's jobs remove only the remains of that user's jobs. */
const asThisUser = ['--user', `${process.getuid?.()}:${process.getgid?.()}`];

describe('the scratch directory of a job', () => {
  it('that was killed is removed at once by the next job, in another container', async () => {
    const killed = start('head -c 1000000 /dev/zero > big; echo ready >&2; sleep 600');
    await killed.said(/ready/);
    await killed.signal('SIGKILL');
    expect((await killed.end()).exitCode).toBe(137);
    expect(await readdir(scratch)).toHaveLength(1);

    expect((await start(COPY).end()).exitCode).toBe(0);
    expect(await readdir(scratch)).toEqual([]);
  });

  it('that runs is kept by the next job, in another container', async () => {
    const running = start(
      'echo ready >&2; until [ -e /data/go ]; do sleep 0.1; done; cp "$1" "$2"',
    );
    await running.said(/ready/);
    const [own = ''] = await readdir(scratch);
    expect((await start(COPY, ['--text', '/data/out/other.txt']).end()).exitCode).toBe(0);
    expect(await readdir(scratch)).toEqual([own]);
    await writeFile(path.join(data, 'go'), '');
    expect((await running.end()).exitCode).toBe(0);
    expect(await readdir(scratch)).toEqual([]);
  });

  it('is removed after each of 50 jobs at once, and so are those of killed jobs', async () => {
    const killed = Array.from({ length: 3 }, () =>
      start('echo ready >&2; sleep 600', [], asThisUser),
    );
    await Promise.all(killed.map((job) => job.said(/ready/)));
    await Promise.all(killed.map((job) => job.signal('SIGKILL')));
    await Promise.all(killed.map((job) => job.end()));
    expect(await readdir(scratch)).not.toEqual([]);

    const bucket = await TestBucket.create(cephS3().s3);
    const input = await bucket.put('in.fq', 'ACGT\n');
    const outputs = Array.from({ length: 50 }, (_, i) => `out/${String(i).padStart(2, '0')}.txt`);
    const ends = await Promise.all(
      outputs.map((output) => runOnThisHost(input, bucket.uri(output))),
    );
    expect(ends.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    expect(ends.map(({ stderr }) => stderr).join('')).not.toContain('warning');
    expect(await readdir(scratch)).toEqual([]);
    const published = outputs.flatMap((output) => [output, `${output}.joblayer.json`]);
    expect(await bucket.keys('out/')).toEqual(published);
  }, 180_000);
});

/**
 * Fifty containers would test the engine. These are processes of this host, on the same scratch
 * base.
 */
async function runOnThisHost(input: string, output: string) {
  const main = fixtureEntryPoint();
  const { env } = cephS3();
  return finish(
    [process.execPath, main, '--reads', input, '--text', output, '--sse', 'none'],
    Object.fromEntries(
      Object.entries({ ...env, FIXTURE_PROGRAM: COPY, JOBLAYER_SCRATCH_DIR: scratch }).map(
        ([name, value]) => [name, value ?? ''],
      ),
    ),
  );
}
