import {
  cephS3,
  FaultProxy,
  Gate,
  motoS3,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
  TestBucket,
  TmpfsVolume,
  type Fault,
  type Finished,
  type FixtureJobOptions,
  type TestS3,
} from '@joblayer/verify/testing';
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const MIB = 1024 * 1024;
/** Several ranges: more than a pipe and all buffers hold. */
const CONTENT = randomBytes(40 * MIB);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
/** The streamed input is beside the reads. */
const ONCE = '"$(dirname "$1")/once.bin"';

let host: string;
let trials = 0;
beforeAll(async () => {
  host = await sharedDirectory();
  await writeFile(path.join(host, 'in.fq'), 'ACGT\n');
});
afterAll(() => removeDirectory(host));

const isRead = ({ method, url = '' }: IncomingMessage) =>
  method === 'GET' && url.includes('once.bin');
const isPart = ({ method, url = '' }: IncomingMessage) =>
  method === 'PUT' && url.includes('partNumber');
/** Not the first range, which has reached the tool by then. */
const isReadLater = (message: IncomingMessage) =>
  isRead(message) && !(message.headers.range ?? 'bytes=0-').startsWith('bytes=0-');

/**
 * The object to be streamed, put once on each server, because the servers keep everything in
 * memory.
 */
const streamed = new Map<string, Promise<string>>();
async function contentOn({ name, s3 }: TestS3): Promise<string> {
  const put = async () => (await TestBucket.create(s3)).put('once.bin', CONTENT);
  const uri = streamed.get(name) ?? put();
  streamed.set(name, uri);
  return uri;
}

/** A bucket for the outputs of jobs, and jobs that get the object. */
class Trial {
  readonly bucket: TestBucket;
  readonly once: string;
  readonly scratch: string;
  readonly #s3: TestS3;

  private constructor(s3: TestS3, once: string, bucket: TestBucket, scratch: string) {
    this.once = once;
    this.#s3 = s3;
    this.bucket = bucket;
    this.scratch = scratch;
  }

  static async on(s3: TestS3 = cephS3(), once?: string): Promise<Trial> {
    const bucket = await TestBucket.create(s3.s3);
    trials += 1;
    return new Trial(
      s3,
      once ?? (await contentOn(s3)),
      bucket,
      await sharedSubdirectory(host, `scratch-${trials}`),
    );
  }

  get endpointUrl(): string {
    return this.#s3.endpointUrl;
  }

  start(program: string, options: Partial<FixtureJobOptions> = {}, endpoint = this.endpointUrl) {
    const env = Object.entries({ ...this.#s3.env, AWS_ENDPOINT_URL: endpoint }).filter(
      (entry): entry is [string, string] => entry[0].startsWith('AWS_') && entry[1] !== undefined,
    );
    return startFixtureJob({
      program,
      data: host,
      scratch: this.scratch,
      outputDir: this.bucket.uri('out/'),
      ...options,
      args: ['--once', this.once, '--sse', 'none', ...(options.args ?? [])],
      env: Object.fromEntries(env),
      docker: ['--network', 'host', ...(options.docker ?? [])],
    });
  }

  async run(program: string, options: Partial<FixtureJobOptions> = {}, endpoint?: string) {
    const end = await this.start(program, options, endpoint).end();
    return { ...observed(end), stderr: end.stderr };
  }

  /** Nothing is published, nothing is being uploaded, and nothing is left in scratch. */
  async expectNothingLeft(): Promise<void> {
    expect(await this.bucket.keys('out/')).toEqual([]);
    expect(await this.bucket.unfinishedUploads()).toEqual([]);
    expect(await readdir(this.scratch)).toEqual([]);
  }
}

interface LogLine {
  readonly type: string;
  readonly message?: string;
  readonly how?: string;
  readonly input?: string;
  readonly outcome?: string;
  readonly failure?: { readonly phase: string; readonly message: string };
}

function observed({ exitCode, stderr }: Finished) {
  const logged = stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
  const end = logged.find(({ type }) => type === 'job-ended');
  return {
    exitCode,
    outcome: end?.outcome,
    phase: end?.failure?.phase,
    warnings: logged.flatMap(({ type, message = '' }) =>
      type === 'warning' && !message.startsWith('no checksum') ? [message] : [],
    ),
    how: logged.find(({ type, input }) => type === 'input-staged' && input === 'once')?.how,
  };
}

describe('an input that is streamed', () => {
  it('reaches the tool completely, without disk space', async () => {
    await using disk = await TmpfsVolume.create(8);
    const t = await Trial.on();
    const end = await t.run(`sha256sum < ${ONCE} > "$2"`, { scratch: disk.name });
    expect(end).toMatchObject({ exitCode: 0, how: 'streamed', warnings: [] });
    expect(await t.bucket.text('out/in.txt')).toBe(`${SHA256}  -\n`);
  });

  it('is staged with --no-stream, which needs disk space', async () => {
    await using disk = await TmpfsVolume.create(8);
    const t = await Trial.on();
    const args = ['--no-stream'];
    const program = `sha256sum < ${ONCE} > "$2"`;
    expect(await t.run(program, { args, scratch: disk.name })).toMatchObject({
      exitCode: 74,
      phase: 'preflight',
    });
    expect(await t.run(program, { args })).toMatchObject({ exitCode: 0, how: 'downloaded' });
    expect(await t.bucket.text('out/in.txt')).toBe(`${SHA256}  -\n`);
  });

  it('takes little memory, even with a slow tool', async () => {
    const t = await Trial.on();
    const slow = `{ head -c 1000000; sleep 3; cat; } < ${ONCE} | sha256sum > "$2"; grep VmHWM /proc/$PPID/status >&2`;
    const end = await t.run(slow);
    expect(end).toMatchObject({ exitCode: 0, warnings: [] });
    const peakKiB = Number(/VmHWM:\s+(\d+) kB/.exec(end.stderr)?.[1]);
    expect(peakKiB).toBeLessThan(200 * 1024);
  });

  it('is an empty file where the object is empty', async () => {
    const bucket = await TestBucket.create(cephS3().s3);
    const t = await Trial.on(cephS3(), await bucket.put('once.bin', ''));
    const end = await t.run(`wc -c < ${ONCE} > "$2"`);
    expect(end).toMatchObject({ exitCode: 0, warnings: [] });
    expect(await t.bucket.text('out/in.txt')).toBe('0\n');
  });

  it.each<[string, Fault, (() => TestS3) | undefined, number, string]>([
    ['breaks off', 'cut', undefined, 75, 'system-failed'],
    ['ends early', 'truncated', undefined, 75, 'system-failed'],
    ['brings wrong bytes', 'wrong-bytes', motoS3, 75, 'system-failed'],
    ['is of an object that was overwritten', 'changed-etag', undefined, 65, 'system-failed'],
  ])(
    'that %s fails the job, even if the tool takes the early end for the end of the file',
    async (_, fault, s3 = cephS3, exitCode, outcome) => {
      const t = await Trial.on(s3());
      await using proxy = await FaultProxy.before(t.endpointUrl, { fault, matches: isReadLater });
      const end = await t.run(`cat ${ONCE} > "$2"; exit 0`, {}, proxy.url);
      expect(proxy.injected).toBeGreaterThan(0);
      expect(end).toMatchObject({ exitCode, outcome, phase: 'run' });
      await t.expectNothingLeft();
    },
  );

  it('that fails ends the job and its tool, even if the tool ignores SIGTERM', async () => {
    const t = await Trial.on();
    await using proxy = await FaultProxy.before(t.endpointUrl, {
      fault: 'expired-token',
      matches: isReadLater,
    });
    const program = `trap "" TERM; cat ${ONCE} > "$2"; sleep 600`;
    const end = await t.run(program, { args: ['--grace-seconds', '1'] }, proxy.url);
    expect(end).toMatchObject({ exitCode: 77, outcome: 'system-failed', phase: 'run' });
    await t.expectNothingLeft();
  });

  it('may be closed early by a tool that succeeds, and the part read was verified', async () => {
    const t = await Trial.on();
    const program = `head -c 100 ${ONCE} | sha256sum > "$2"`;
    const end = await t.run(program);
    expect(end).toMatchObject({
      exitCode: 0,
      warnings: [expect.stringMatching(/tool closed s3:\S+once\.bin before its end/)],
    });
    const expected = createHash('sha256').update(CONTENT.subarray(0, 100)).digest('hex');
    expect(await t.bucket.text('out/in.txt')).toBe(`${expected}  -\n`);

    const damaged = await Trial.on(motoS3());
    await using proxy = await FaultProxy.before(damaged.endpointUrl, {
      fault: 'wrong-bytes',
      matches: isReadLater,
    });
    expect(await damaged.run(program, {}, proxy.url)).toMatchObject({ exitCode: 75 });
    await damaged.expectNothingLeft();
  });

  it('may stay unread by a tool that succeeds', async () => {
    const t = await Trial.on();
    expect(await t.run('echo done > "$2"')).toMatchObject({
      exitCode: 0,
      warnings: [expect.stringMatching(/without having opened s3:\S+once\.bin/)],
    });
  });

  it('cannot be read twice, and a tool that tries does not hang', async () => {
    const t = await Trial.on();
    const end = await t.run(`cat ${ONCE} > /dev/null; cat ${ONCE} > "$2"`);
    expect(end).toMatchObject({ exitCode: 1, outcome: 'tool-failed', phase: 'run' });
    expect(end.stderr).toMatch(/once\.bin: No such file/);
    await t.expectNothingLeft();
  });

  it.each([
    ['has read a part of it', `head -c 1000000 ${ONCE} > "$2"; exit 42`],
    ['holds it open', `exec 3< ${ONCE}; head -c 10 <&3 > "$2"; exit 42`],
    ['has not opened it', 'exit 42'],
  ])('ends with a tool that fails when it %s', async (_, program) => {
    const t = await Trial.on();
    expect(await t.run(program)).toMatchObject({ exitCode: 42, outcome: 'tool-failed' });
    await t.expectNothingLeft();
  });

  it.each([
    ['has not opened it', 'echo ready >&2; sleep 600'],
    ['stops reading', `exec 3< ${ONCE}; head -c 10 <&3 > "$2"; echo ready >&2; sleep 600`],
  ])('ends with a job that is stopped while the tool %s', async (_, program) => {
    const t = await Trial.on();
    const stopped = t.start(program);
    await stopped.said(/"line":"ready"/);
    await stopped.signal('SIGTERM');
    expect(observed(await stopped.end())).toMatchObject({ exitCode: 143, outcome: 'canceled' });
    expect(await t.run(program, { args: ['--timeout', '2'] })).toMatchObject({ exitCode: 124 });
    await t.expectNothingLeft();
  });
});

describe('an output that is uploaded while the tool writes it', () => {
  const print = (mib: number) => `head -c ${mib * MIB} /dev/zero | tr '\\0' x`;
  const args = ['--printed'];
  const sha256 = (mib: number) =>
    createHash('sha256')
      .update(Buffer.alloc(mib * MIB, 'x'))
      .digest('hex');

  it('is published completely, without disk space', async () => {
    await using disk = await TmpfsVolume.create(8);
    const t = await Trial.on();
    const end = await t.run(`cat ${ONCE} > /dev/null; ${print(50)}`, {
      args,
      scratch: disk.name,
    });
    expect(end).toMatchObject({ exitCode: 0, warnings: [] });
    const published = await t.bucket.get('out/in.txt');
    expect(createHash('sha256').update(published).digest('hex')).toBe(sha256(50));
    expect(await t.bucket.unfinishedUploads()).toEqual([]);
    const manifest = JSON.parse(await t.bucket.text('out/in.txt.joblayer.json')) as {
      outputs: { files: { sizeBytes: number }[] }[];
    };
    expect(manifest.outputs[0]?.files[0]?.sizeBytes).toBe(50 * MIB);
  });

  it('is being uploaded while the tool runs, and invisible until the tool has succeeded', async () => {
    const t = await Trial.on();
    await using gate = await Gate.before(t.endpointUrl, isPart);
    const program = `${print(20)}; echo ready >&2; sleep 600`;
    const job = t.start(program, { args }, gate.url);
    await Promise.race([gate.reached(), job.end()]);
    gate.open();
    await job.said(/"line":"ready"/);
    expect(await t.bucket.keys('out/')).toEqual([]);
    expect(await t.bucket.unfinishedUploads()).toEqual(['out/in.txt']);
    await job.signal('SIGTERM');
    expect(observed(await job.end())).toMatchObject({ exitCode: 143 });
    await t.expectNothingLeft();
  });

  it('is published like any other where it is small', async () => {
    const t = await Trial.on();
    expect(await t.run('echo hello', { args })).toMatchObject({ exitCode: 0 });
    expect(await t.bucket.text('out/in.txt')).toBe('hello\n');
  });

  it('is rolled back when the tool fails at the end', async () => {
    const t = await Trial.on();
    expect(await t.run(`${print(40)}; exit 42`, { args })).toMatchObject({ exitCode: 42 });
    await t.expectNothingLeft();
  });

  it('is rolled back by the next job when its job is killed', async () => {
    const t = await Trial.on();
    const job = t.start(`${print(40)}; echo ready >&2; sleep 600`, { args });
    await job.said(/"line":"ready"/);
    await job.signal('SIGKILL');
    await job.end();
    expect(await t.bucket.unfinishedUploads()).toEqual(['out/in.txt']);
    await t.run('echo next', { args, outputDir: t.bucket.uri('next/') });
    await t.expectNothingLeft();
  });

  it('ends the tool and the job when it cannot be uploaded', async () => {
    const t = await Trial.on();
    await using proxy = await FaultProxy.before(t.endpointUrl, {
      fault: 'error-500',
      matches: isPart,
    });
    const program = `yes | tr '\\n' x`;
    expect(await t.run(program, { args }, proxy.url)).toMatchObject({
      exitCode: 75,
      outcome: 'system-failed',
      phase: 'run',
    });
    await t.expectNothingLeft();
  });

  it('continues after a part that failed once', async () => {
    const t = await Trial.on();
    const rule = { fault: 'error-500', matches: isPart, times: 1 } as const;
    await using proxy = await FaultProxy.before(t.endpointUrl, rule);
    expect(await t.run(print(50), { args }, proxy.url)).toMatchObject({ exitCode: 0 });
    const published = await t.bucket.get('out/in.txt');
    expect(createHash('sha256').update(published).digest('hex')).toBe(sha256(50));
  });

  it('slows the tool down, without filling memory, where S3 is slow', async () => {
    const t = await Trial.on();
    await using gate = await Gate.before(t.endpointUrl, isPart);
    const program = `( sleep 4; grep VmHWM /proc/$PPID/status >&2 ) & ${print(250)}; wait`;
    const job = t.start(program, { args }, gate.url);
    await job.said(/VmHWM/);
    gate.open();
    const end = await job.end();
    expect(observed(end)).toMatchObject({ exitCode: 0 });
    const peakKiB = Number(/VmHWM:\s+(\d+) kB/.exec(end.stderr)?.[1]);
    expect(peakKiB).toBeLessThan(200 * 1024);
  });
});
