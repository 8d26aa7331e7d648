import { MemoryS3 } from '@joblayer/object-store/testing';
import pLimit from 'p-limit';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openRun } from '../src/index.ts';
import { BatchServer } from './batch-server.ts';
import { bundled, type BundledProgram } from './bundled.ts';
import { CHUNKS, outsideOf, ROWS, RUN, type Servers, submitAll } from './submission.ts';

const MOMENTS = 50;
/** Most of the time a trial waits for its window. */
const AT_ONCE = 5;

let program: BundledProgram;
beforeAll(async () => {
  program = await bundled(join(import.meta.dirname, 'submit-main.ts'));
}, 60_000);
afterAll(() => program.remove());

/** A bucket and a queue that see each request of a submission. */
class Trial implements AsyncDisposable {
  readonly s3: MemoryS3;
  readonly batch: BatchServer;
  readonly seen: string[] = [];
  #child: ChildProcess | undefined;
  #killAt: { readonly request: number; readonly handled: boolean } | undefined;

  private constructor(s3: MemoryS3, batch: BatchServer) {
    this.s3 = s3;
    this.batch = batch;
    batch.visibleAfterMs = 500;
    batch.intercept = async (operation) => {
      const handled = await this.#request(operation);
      return handled === undefined ? false : handled ? 'handle-and-drop' : 'drop';
    };
    s3.intercept = ({ method, key, body, message }, response) => {
      // Without a wait: MemoryS3 handles a request at once.
      const handled = this.#requestNow(`${method} ${key}`);
      if (handled === undefined) return false;
      const isRefused = message.headers['if-none-match'] === '*' && s3.objects.has(key);
      if (handled && method === 'PUT' && !isRefused) s3.put(key, body);
      response.destroy();
      return true;
    };
  }

  static async start(): Promise<Trial> {
    return new Trial(await MemoryS3.start(), await BatchServer.start());
  }

  get servers(): Servers {
    return { s3Env: this.s3.env, batchUrl: this.batch.url };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.s3[Symbol.asyncDispose]();
    await this.batch[Symbol.asyncDispose]();
  }

  /** Runs a submission in a process of its own. @returns how the process ended */
  async submitInChild(killAt?: { request: number; handled: boolean }): Promise<string> {
    this.#killAt = killAt;
    const env = { PATH: process.env['PATH'] };
    const argv = ['--no-warnings', program.path, JSON.stringify(this.servers)];
    const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    const errors: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    this.#killAt = undefined;
    return signal ?? `${code} ${Buffer.concat(errors).toString()}`.trim();
  }

  /** Whether the process is killed at this request, and whether the server handles it anyway. */
  #requestNow(name: string): boolean | undefined {
    this.seen.push(name);
    if (!this.#killAt || this.seen.length !== this.#killAt.request) return undefined;
    this.#child?.kill('SIGKILL');
    return this.#killAt.handled;
  }

  async #request(name: string): Promise<boolean | undefined> {
    return this.#requestNow(name);
  }

  /** How often each part of the rows was submitted, and the ids that the record has. */
  async outcome() {
    const files = this.batch.jobs.map(({ containerOverrides }) => containerOverrides.command[1]);
    const recorded = [...this.s3.objects]
      .filter(([key]) => /submitted-\d+\.json$/.test(key))
      .map(([, { content }]) => JSON.parse(content.toString()).jobId as string);
    const rows = this.batch.jobs.reduce((sum, each) => sum + (each.arrayProperties?.size ?? 1), 0);
    return {
      distinctParts: new Set(files).size,
      jobs: files.length,
      rows,
      recorded: recorded.toSorted(),
      accepted: this.batch.jobs.map(({ jobId }) => jobId).toSorted(),
    };
  }
}

/** Every row was submitted exactly once, and the record has every job. */
const expectOnce = async (trial: Trial, moment: string) => {
  const { accepted, recorded, ...counts } = await trial.outcome();
  expect({ moment, ...counts }).toEqual({
    moment,
    distinctParts: CHUNKS,
    jobs: CHUNKS,
    rows: ROWS,
  });
  expect(recorded).toEqual(accepted);
  const run = await openRun(outsideOf(trial.servers), RUN);
  expect(run.rows).toBe(ROWS);
};

describe('a submission of several parts', () => {
  it(`that is killed at ${MOMENTS} moments and repeated loses no run and submits no row twice`, async () => {
    await using whole = await Trial.start();
    expect(await whole.submitInChild()).toBe('0');
    // Each request is lost with the process, or is still handled after the process is dead.
    const points = whole.seen.length * 2;
    await expectOnce(whole, 'undisturbed');
    expect(points).toBeGreaterThan(MOMENTS);
    const limit = pLimit(AT_ONCE);
    const moments = Array.from({ length: MOMENTS }, (_, index) =>
      Math.floor((index * points) / MOMENTS),
    );
    await Promise.all(
      moments.map((point) =>
        limit(async () => {
          await using trial = await Trial.start();
          const killAt = { request: Math.floor(point / 2) + 1, handled: point % 2 === 1 };
          expect(await trial.submitInChild(killAt)).toBe('SIGKILL');
          const { request, handled } = killAt;
          const moment = `request ${request} (${trial.seen.at(-1)}), ${handled ? '' : 'not '}handled`;
          await submitAll(trial.servers);
          await expectOnce(trial, moment);
        }),
      ),
    );
  }, 1_200_000);

  it('by three processes at the same time, of which one is killed, submits no row twice', async () => {
    await using trial = await Trial.start();
    const others = [submitAll(trial.servers), submitAll(trial.servers)];
    expect(await trial.submitInChild({ request: 60, handled: true })).toMatch(/^(?:SIGKILL|0)$/);
    await Promise.all(others);
    await expectOnce(trial, 'three processes');
  }, 120_000);

  it('submits no row twice although responses of Batch are lost, late and throttled', async () => {
    await using trial = await Trial.start();
    let submissions = 0;
    trial.batch.visibleAfterMs = 1500;
    trial.batch.fault = (operation) => {
      if (operation !== 'submitjob') return undefined;
      submissions += 1;
      return submissions % 3 === 1
        ? 'throttled'
        : submissions % 3 === 2
          ? 'lost-response'
          : undefined;
    };
    await submitAll(trial.servers);
    await expectOnce(trial, 'faults of Batch');
    expect(submissions).toBeGreaterThan(CHUNKS);
  }, 120_000);

  it('submits no row twice although responses to writes of the record are lost', async () => {
    await using trial = await Trial.start();
    const lost = new Set<string>();
    trial.s3.intercept = ({ method, key, body, message }, response) => {
      if (method !== 'PUT' || !key.endsWith('.json') || lost.has(key)) return false;
      if (message.headers['if-none-match'] === '*' && trial.s3.objects.has(key)) return false;
      lost.add(key);
      trial.s3.put(key, body);
      response.destroy();
      return true;
    };
    await submitAll(trial.servers);
    await expectOnce(trial, 'faults of S3');
    expect(lost.size).toBe(2 * CHUNKS + 1);
  }, 120_000);
});
