import {
  cephS3,
  fixtureEntryPoint,
  removeDirectory,
  sharedDirectory,
  TestBucket,
  WatchedProcess,
} from '@joblayer/verify/testing';
import { randomInt } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const KILLS = 200;
const AT_ONCE = 8;
const MIB = 1024 * 1024;

const { env, s3 } = cephS3();
let bucket: TestBucket;
let host: string;
let scratch: string;

beforeAll(async () => {
  bucket = await TestBucket.create(s3);
  await bucket.put('in/s.fq', 'ACGT\n');
  host = await sharedDirectory();
  scratch = path.join(host, 'scratch');
  await mkdir(scratch);
});
afterAll(() => removeDirectory(host));

/**
 * The size of the first output, so that some are sent in parts. A directory holds two small ones.
 */
const program = (sizeBytes: number) =>
  `head -c ${sizeBytes} /dev/urandom > "$2"; mkdir -p "$3"; cp "$1" "$3/a"; cp "$1" "$3/b"`;

const start = (outputDir: string, sizeBytes: number) =>
  new WatchedProcess(
    [
      process.execPath,
      fixtureEntryPoint(),
      ...['--reads', bucket.uri('in/s.fq'), '--output-dir', outputDir, '--sse', 'none'],
      ...['--scratch-dir', scratch, '--log-format', 'json'],
    ],
    { ...process.env, ...env, FIXTURE_PROGRAM: program(sizeBytes) },
  );

/** Every second job is killed in stage-out, which can leave the most. */
const PHASES = ['plan', 'stage-out', 'preflight', 'stage-out', 'run', 'stage-out', 'clean-up'];
/** Longer than most phases take here. */
const MOST_DELAY_MS = 300;

/** Waits for a phase to begin, and then for a random time. */
async function killSomewhere(job: WatchedProcess, i: number): Promise<number> {
  await job.said(new RegExp(`"phase-started","phase":"${PHASES[i % PHASES.length]}"`));
  await Promise.race([sleep(randomInt(MOST_DELAY_MS)), job.end()]);
  await job.signal('SIGKILL');
  return (await job.end()).exitCode;
}

interface Manifest {
  readonly outputs: readonly {
    readonly files: readonly { readonly location: string; readonly sizeBytes: number }[];
  }[];
}

/** Every output in the manifest exists, and nothing else; or nothing exists at all. */
async function expectAllOrNothing(
  there: readonly string[],
  readManifest: () => Promise<string>,
): Promise<'complete' | 'nothing'> {
  if (there.length === 0) return 'nothing';
  expect(there).toContainEqual(expect.stringMatching(/\.joblayer\.json$/));
  const manifest = JSON.parse(await readManifest()) as Manifest;
  const vouched = manifest.outputs.flatMap(({ files }) => files.map(({ location }) => location));
  expect(there.filter((each) => !each.endsWith('.joblayer.json'))).toEqual(vouched.sort());
  return 'complete';
}

const MANIFEST = 's.txt.joblayer.json';

describe(`${KILLS} jobs that are killed at random moments`, () => {
  it('leave complete sets of outputs or none, and no upload or scratch directory after another job on the host', async () => {
    const ends: number[] = [];
    const numbers = Array(KILLS).keys();
    const work = async () => {
      // The workers share one iterator, so each takes the next free job.
      for (const i of numbers) {
        const outputDir = i % 5 === 0 ? path.join(host, 'out', `${i}/`) : bucket.uri(`out/${i}/`);
        // Every third job's first output is sent in parts.
        ends.push(await killSomewhere(start(outputDir, i % 3 === 0 ? 17 * MIB : 1000), i));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(ends.filter((code) => code === 137).length).toBeGreaterThan(KILLS / 4);

    const next = await start(bucket.uri('out/next/'), 1000).end();
    expect([next.exitCode, next.stderr]).toEqual([0, expect.not.stringContaining('"warning"')]);
    expect(await readdir(scratch)).toEqual([]);
    expect(await bucket.unfinishedUploads()).toEqual([]);

    const keys = (await bucket.keys('out/')).map((key) => bucket.uri(key));
    const found = { complete: 0, nothing: 0 };
    for (let i = 0; i < KILLS; i += 1) {
      if (i % 5 === 0) {
        const directory = path.join(host, 'out', String(i));
        const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
          () => [],
        );
        const files = entries
          .filter((entry) => !entry.isDirectory())
          .map((entry) => path.join(entry.parentPath, entry.name));
        const manifest = () => readFile(path.join(directory, MANIFEST), 'utf8');
        found[await expectAllOrNothing(files.sort(), manifest)] += 1;
      } else {
        const own = keys.filter((key) => key.startsWith(bucket.uri(`out/${i}/`)));
        const manifest = () => bucket.text(`out/${i}/${MANIFEST}`);
        found[await expectAllOrNothing(own, manifest)] += 1;
      }
    }
    // The kills were spread over a job's whole life.
    expect(found.nothing).toBeGreaterThan(KILLS / 10);
    expect(found.complete).toBeGreaterThan(KILLS / 10);
  }, 600_000);
});
