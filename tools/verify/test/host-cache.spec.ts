import {
  cephS3,
  Gate,
  removeDirectory,
  runImage,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
  TestBucket,
  TmpfsVolume,
  type Finished,
  type FixtureJobOptions,
} from '@joblayer/verify/testing';
import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const MIB = 1024 * 1024;
/** One range, so that a download is one request. */
const GENOME = randomBytes(8 * MIB);
/** The tool reports the genome beside the reads: its content, and its file type. */
const COMPARE =
  'genome="$(dirname "$1")/genome.fa"; sha256sum < "$genome" > "$2"; stat -c "is %F" "$genome" >&2';

let host: string;
let bucket: TestBucket;
let genome: string;
beforeAll(async () => {
  host = await sharedDirectory();
  await writeFile(path.join(host, 'in.fq'), 'ACGT\n');
  bucket = await TestBucket.create(cephS3().s3);
  genome = await bucket.put('genome.fa', GENOME);
});
afterAll(() => removeDirectory(host));

let trials = 0;
/**
 * A host of its own: a cache, scratch, and a proxy that counts and can hold the requests for the
 * genome.
 */
async function trial() {
  trials += 1;
  const directory = await sharedSubdirectory(host, `trial-${trials}`);
  const cache = await sharedSubdirectory(directory, 'cache');
  const scratch = await sharedSubdirectory(directory, 'scratch');
  let requests = 0;
  let isHeld = false;
  const gate = await Gate.before(cephS3().endpointUrl, ({ method, url = '' }) => {
    const isGenome = method === 'GET' && url.includes('genome.fa');
    if (isGenome) requests += 1;
    return isGenome && isHeld;
  });
  let jobs = 0;
  return {
    cache,
    scratch,
    gate,
    hold: () => (isHeld = true),
    open: () => {
      isHeld = false;
      gate.open();
    },
    requests: () => requests,
    /** Starts a job that needs the genome. */
    start: ({ args = [], docker = [], ...options }: Partial<FixtureJobOptions> = {}) => {
      jobs += 1;
      const env = Object.entries({ ...cephS3().env, AWS_ENDPOINT_URL: gate.url }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      return startFixtureJob({
        program: COMPARE,
        data: host,
        scratch,
        outputDir: `/data/trial-${trials}/out-${jobs}/`,
        ...options,
        env: { JOBLAYER_CACHE_DIR: '/cache', ...Object.fromEntries(env), ...options.env },
        args: ['--genome', genome, ...args],
        docker: ['--network', 'host', ...docker],
      });
    },
    mounted: ['-v', `${cache}:/cache`],
    /** The output lines of all jobs that succeeded: their checksums. */
    outputs: async () => {
      const names = (await readdir(directory)).filter((name) => name.startsWith('out-'));
      return Promise.all(
        names.map((name) => readFile(path.join(directory, name, 'in.txt'), 'utf8')),
      );
    },
    [Symbol.asyncDispose]: () => gate[Symbol.asyncDispose](),
  };
}

const events = ({ stderr }: Finished) =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map(
      (line) =>
        JSON.parse(line) as { type: string; message?: string; how?: string; input?: string },
    );
const warnings = (end: Finished) =>
  events(end).flatMap(({ type, message = '' }) => (type === 'warning' ? [message] : []));
const how = (end: Finished) =>
  events(end).find(({ type, input }) => type === 'input-staged' && input === 'genome')?.how;

describe('the host cache, in containers on S3', () => {
  it('gives a reference to 50 containers that start at once with one request', async () => {
    await using t = await trial();
    const jobs = Array.from({ length: 50 }, () => t.start({ docker: t.mounted }));
    const ends = await Promise.all(jobs.map((job) => job.end()));
    expect(ends.map(({ exitCode }) => exitCode)).toEqual(Array<number>(50).fill(0));
    expect(t.requests()).toBe(1);
    expect(ends.map(how).sort()).toEqual([...Array<string>(49).fill('cached'), 'downloaded']);
    expect(ends.flatMap(warnings)).toEqual([]);
    const outputs = await t.outputs();
    expect(outputs).toHaveLength(50);
    expect(new Set(outputs).size).toBe(1);
    expect(await readdir(t.scratch)).toEqual([]);
    expect(await readdir(path.join(t.cache, 'user-10001', 'jobs'))).toEqual([]);
  });

  it('serves a job by hard links on the mount of its scratch, and by symbolic links on another', async () => {
    await using t = await trial();
    const linked = await t.start({ args: ['--cache-dir', '/scratch/cache'] }).end();
    const symbolic = await t.start({ docker: t.mounted }).end();
    expect(symbolic.stderr).toMatch(/is symbolic link/);
    expect([linked.exitCode, symbolic.exitCode]).toEqual([0, 0]);
    expect(new Set(await t.outputs()).size).toBe(1);
  });

  it('lets another container finish a download whose container was killed', async () => {
    await using t = await trial();
    t.hold();
    const killed = t.start({ docker: t.mounted });
    await Promise.race([t.gate.reached(), killed.end()]);
    const next = t.start({ docker: t.mounted });
    await next.said(/download-awaited/);
    await killed.signal('SIGKILL');
    expect((await killed.end()).exitCode).toBe(137);
    t.open();
    const end = await next.end();
    expect({ exitCode: end.exitCode, how: how(end), warnings: warnings(end) }).toEqual({
      exitCode: 0,
      how: 'downloaded',
      warnings: [],
    });
    expect(how(await t.start({ docker: t.mounted }).end())).toBe('cached');
    expect(t.requests()).toBe(2);
    expect(await readdir(path.join(t.cache, 'user-10001', 'jobs'))).toEqual([]);
    expect(await readdir(t.scratch)).toEqual([]);
  });

  it('keeps references, and other inputs only on request', async () => {
    await using t = await trial();
    const reads = await bucket.put('patient.fq', 'ACGT\n');
    const list = () =>
      runImage('samtools-stats', ['cache', 'ls', '--cache-dir', '/cache'], { docker: t.mounted });
    await t.start({ reads, docker: t.mounted, program: 'cp "$1" "$2"' }).end();
    const { stdout } = await list();
    expect(stdout).toMatch(/^8388608\t\S+\tunused\ts3:\/\/\S+\/genome\.fa\n1 object, 8\.4 MB$/);
    const args = ['--cache-inputs', 'all'];
    await t.start({ reads, docker: t.mounted, program: 'cp "$1" "$2"', args }).end();
    expect((await list()).stdout).toMatch(/patient\.fq/);
    const pruned = await runImage('samtools-stats', ['cache', 'prune', '--cache-dir', '/cache'], {
      docker: t.mounted,
    });
    expect(pruned.stdout).toBe('0 objects, 0 B');
  });

  it('serves each user id from its own cache', async () => {
    await using t = await trial();
    for (const user of ['1234:1234', '5678:5678']) {
      const end = await t.start({ docker: [...t.mounted, '--user', user] }).end();
      expect({ exitCode: end.exitCode, how: how(end), warnings: warnings(end) }).toEqual({
        exitCode: 0,
        how: 'downloaded',
        warnings: [],
      });
    }
    expect((await readdir(t.cache)).sort()).toEqual(['user-1234', 'user-5678']);
    expect((await lstat(path.join(t.cache, 'user-1234'))).mode & 0o777).toBe(0o700);
  });

  it.each<[string, RegExp, (cache: string) => Promise<readonly string[]>]>([
    [
      'that its user may not write to',
      /\/cache cannot be used.*user 10001 may not access it/,
      async (cache) => {
        await chown(cache, 0, 0);
        const closed = path.join(cache, 'closed');
        await mkdir(closed, { mode: 0o755 });
        return ['-v', `${closed}:/cache`];
      },
    ],
    [
      'that is read-only',
      /\/cache cannot be used.*the file system is read-only/,
      async (cache) => ['-v', `${cache}:/cache:ro`],
    ],
  ])('on a directory %s is not used, with one warning', async (_, problem, mount) => {
    await using t = await trial();
    const end = await t.start({ docker: await mount(t.cache) }).end();
    expect({ exitCode: end.exitCode, how: how(end) }).toEqual({ exitCode: 0, how: 'downloaded' });
    expect(warnings(end)).toEqual([expect.stringMatching(problem)]);
  });

  it('on a full disk is not used, with one warning', async () => {
    await using disk = await TmpfsVolume.create(66);
    await using t = await trial();
    const end = await t.start({ docker: ['-v', `${disk.name}:/cache`] }).end();
    expect({ exitCode: end.exitCode, how: how(end) }).toEqual({ exitCode: 0, how: 'downloaded' });
    expect(warnings(end)).toEqual([expect.stringMatching(/no space on its disk for 1 input/)]);
  });

  it('on a disk that fills during the job is not used, with one warning', async () => {
    await using disk = await TmpfsVolume.create(100);
    await using t = await trial();
    t.hold();
    const job = t.start({ docker: ['-v', `${disk.name}:/cache`] });
    await Promise.race([t.gate.reached(), job.end()]);
    await disk.fillUpTo(MIB);
    t.open();
    const end = await job.end();
    expect({ exitCode: end.exitCode, how: how(end) }).toEqual({ exitCode: 0, how: 'downloaded' });
    expect(warnings(end)).toEqual([expect.stringMatching(/cannot be used.*no space left/)]);
    expect(await t.outputs()).toHaveLength(1);
  });
});
