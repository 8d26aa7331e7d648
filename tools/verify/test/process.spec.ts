import {
  fixtureEntryPoint,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
  type FixtureJobOptions,
} from '@joblayer/verify/testing';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

let data: string;
let scratch: string;
beforeAll(async () => {
  data = await sharedDirectory();
  scratch = await sharedSubdirectory(data, 'scratch');
  await writeFile(path.join(data, 'in.fq'), 'ACGT\n');
});
afterEach(async () => {
  expect(await readdir(scratch)).toEqual([]);
  await rm(path.join(data, 'out'), { recursive: true, force: true });
});
afterAll(() => removeDirectory(data));

const start = (program: string, options: Partial<FixtureJobOptions> = {}) =>
  startFixtureJob({ program, data, scratch, ...options });

const lastEvent = (stderr: string) =>
  JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '') as {
    readonly exitCode: number;
    readonly outcome: string;
    readonly failure?: { readonly message: string };
  };

describe('a tool in a container', () => {
  it('that hangs and ignores SIGTERM is killed after the grace period', async () => {
    const job = start('trap "" TERM; echo ready >&2; while :; do sleep 1; done', {
      args: ['--grace-seconds', '1'],
    });
    await job.said(/ready/);
    await job.signal('SIGTERM');
    expect((await job.end()).exitCode).toBe(143);
  });

  it('that hangs past the job’s deadline ends it with 124', async () => {
    const { exitCode, stderr } = await start('sleep 600', { args: ['--timeout', '2'] }).end();
    expect(lastEvent(stderr)).toMatchObject({ outcome: 'canceled', exitCode: 124 });
    expect(exitCode).toBe(124);
  });

  it('leaves no daemon running, even one with its own session and environment', async () => {
    // A surviving daemon would write into the data directory a second after the tool has ended.
    const daemon = 'env -i setsid sh -c "sleep 1; touch /data/late" >/dev/null 2>&1 &';
    const { exitCode, stderr } = await start(`${daemon} sleep 0.3; cp "$1" "$2"; sleep 0.1`).end();
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/the tool left \d processe?s? behind/);
    await sleep(1500);
    expect(existsSync(path.join(data, 'late'))).toBe(false);
  });

  it('passes SIGTERM on to a daemon in its own session', async () => {
    const daemon = `setsid sh -c 'trap "echo daemon-stopped >&2; exit" TERM; echo ready >&2; while :; do sleep 0.1; done' &`;
    const job = start(`trap "sleep 1; exit 0" TERM; ${daemon} while :; do sleep 0.1; done`);
    await job.said(/ready/);
    await job.signal('SIGTERM');
    const { exitCode, stderr } = await job.end();
    expect(stderr).toContain('daemon-stopped');
    expect(exitCode).toBe(143);
  });

  it('may leave outputs that even its own user may not write to', async () => {
    const program =
      'cp "$1" "$2"; mkdir "$3"; cp "$1" "$3/a"; chmod 400 "$2" "$3/a"; chmod 500 "$3"';
    const { exitCode, stderr } = await start(program).end();
    expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
    expect(await readdir(path.join(data, 'out', 'in.fq.plots'))).toEqual(['a']);
  });

  it('that the kernel kills for memory ends the job with 137, in a message with the limit', async () => {
    const hog = 'tail /dev/zero';
    const { exitCode, stderr } = await start(hog, {
      docker: ['-m', '160m', '--memory-swap', '160m'],
    }).end();
    expect(lastEvent(stderr)).toMatchObject({
      ...{ outcome: 'tool-failed', exitCode: 137 },
      failure: { kind: 'out-of-memory' },
    });
    expect(lastEvent(stderr).failure?.message).toMatch(
      /the memory limit of 160 MiB was exceeded.*more memory/,
    );
    expect(exitCode).toBe(137);
  });

  it('that exits with 0 after one of its processes was killed for memory has failed', async () => {
    const program = 'tail /dev/zero; cp "$1" "$2"; exit 0';
    const { exitCode, stderr } = await start(program, {
      docker: ['-m', '160m', '--memory-swap', '160m'],
    }).end();
    expect(lastEvent(stderr).failure?.message).toMatch(/160 MiB was exceeded.*exited with 0/);
    expect(exitCode).toBe(137);
    expect(existsSync(path.join(data, 'out', 'in.txt'))).toBe(false);
  });
});

describe('a tool that floods both its streams', () => {
  const FLOOD_BYTES = 200_000_000;
  const MOST_RESIDENT_KIB = 300 * 1024;

  it('does not block the job or fill its memory, even with a slow reader of the log', async () => {
    const flood = `head -c ${FLOOD_BYTES} /dev/zero | tr '\\0' e >&2 & head -c ${FLOOD_BYTES} /dev/zero | tr '\\0' o; wait; cp "$1" "$2"`;
    const job = spawn(
      process.execPath,
      [
        fixtureEntryPoint(),
        '--reads',
        path.join(data, 'in.fq'),
        '--output-dir',
        path.join(data, 'out/'),
      ],
      {
        env: { ...process.env, FIXTURE_PROGRAM: flood, JOBLAYER_SCRATCH_DIR: scratch },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const ended = new Promise<number | null>((resolve) => job.once('close', resolve));
    const read = { stdout: 0, stderr: 0 };
    let last = '';
    job.stdout.on('data', (chunk: Buffer) => (read.stdout += chunk.length));
    // The log's reader waits at first. stdout continues in the meantime, and stderr waits in the
    // kernel.
    await sleep(3000);
    const keptKiB = await residentKiB(job.pid as number);
    job.stderr.on('data', (chunk: Buffer) => {
      read.stderr += chunk.length;
      last = (last + chunk.toString('latin1')).slice(-500);
    });
    expect(await ended).toBe(0);
    expect(last).toContain('succeeded');
    expect(read.stdout).toBe(FLOOD_BYTES);
    expect(read.stderr).toBeGreaterThan(FLOOD_BYTES * 0.99);
    expect(keptKiB).toBeLessThan(MOST_RESIDENT_KIB);
  });
});

async function residentKiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
}
