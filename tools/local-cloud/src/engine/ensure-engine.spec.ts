import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureEngine, stopEngine } from './ensure-engine.ts';
import type { EngineHost } from './host.ts';
import { stampOf } from './process-stamp.ts';

let directory: string;
beforeEach(async () => (directory = await mkdtemp(path.join(tmpdir(), 'joblayer-engine-'))));
afterEach(() => rm(directory, { recursive: true }));

/**
 * A machine that presents this process as its dockerd, so that dockerd surely runs. Records what
 * was done to it.
 */
function fakeHost(machine: {
  up?: boolean;
  installed?: boolean;
  mayInstall?: boolean;
  comesUp?: boolean;
  podmanCommand?: boolean;
  containers?: string[];
}) {
  const done: string[] = [];
  let { up = false, installed = true } = machine;
  const host: EngineHost = {
    whyNoEngine: async () => (up ? undefined : 'no daemon'),
    isPodmanCommand: async () => machine.podmanCommand ?? false,
    mayInstall: async () => machine.mayInstall ?? true,
    hasDocker: async () => installed,
    installDocker: async () => {
      installed = true;
      done.push('install');
    },
    startDockerd: async () => {
      done.push('start');
      const logFile = path.join(directory, 'dockerd.log');
      await writeFile(logFile, 'first line\nlast line\n');
      up = machine.comesUp ?? true;
      const stamp = await stampOf(process.pid);
      return up ? { ...stamp, logFile } : { pid: process.pid, startTicks: 'gone', logFile };
    },
    stopDockerd: async () => {
      up = false;
      done.push('stop');
    },
    runningContainers: async () => machine.containers ?? [],
  };
  return { host, done };
}

describe('ensuring that an engine runs', () => {
  it('uses the engine that responds, and never stops it', async () => {
    const { host, done } = fakeHost({ up: true });
    const engine = await ensureEngine({ host, directory });
    expect(engine.startedByUs).toBe(false);
    expect(await engine.release()).toMatchObject({ stopped: false, because: 'not-ours' });
    expect(done).toEqual([]);
  });

  it('starts dockerd where it is installed, and stops it again', async () => {
    const { host, done } = fakeHost({});
    const engine = await ensureEngine({ host, directory });
    expect(engine.startedByUs).toBe(true);
    expect(await engine.release()).toEqual({ stopped: true });
    expect(done).toEqual(['start', 'stop']);
  });

  it('installs dockerd where it is missing, and reports that first', async () => {
    const { host, done } = fakeHost({ installed: false });
    await ensureEngine({ host, directory });
    expect(done).toEqual(['install', 'start']);
  });

  it('names the packages to install where it may not install them', async () => {
    const { host, done } = fakeHost({ mayInstall: false });
    await expect(ensureEngine({ host, directory })).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringMatching(/no daemon[\s\S]*apt-get install docker\.io/) as string,
    });
    expect(done).toEqual([]);
  });

  it("installs and starts nothing beside podman's docker command, and explains what to do", async () => {
    const { host, done } = fakeHost({ installed: false, podmanCommand: true });
    await expect(ensureEngine({ host, directory })).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringMatching(/podman-docker[\s\S]*DOCKER_HOST/) as string,
    });
    expect(done).toEqual([]);
  });

  it('shows the last log lines when dockerd does not start, and leaves no process behind', async () => {
    const { host, done } = fakeHost({ comesUp: false });
    await expect(ensureEngine({ host, directory })).rejects.toMatchObject({
      code: 'engine-did-not-start',
      problem: expect.objectContaining({ logTail: 'first line\nlast line' }) as unknown,
    });
    expect(done).toEqual(['start', 'stop']);
    expect(await readdir(directory)).not.toContain('dockerd.json');
  });
});

describe('releasing the engine', () => {
  it('stops it only when its last user releases it', async () => {
    const { host, done } = fakeHost({});
    const demo = await ensureEngine({ host, directory, user: 'demo' });
    const test = await ensureEngine({ host, directory, user: 'test' });
    expect(await demo.release()).toMatchObject({
      stopped: false,
      because: 'in-use',
      users: [expect.stringMatching(/^test \(process \d+\)$/)],
    });
    expect(await test.release()).toEqual({ stopped: true });
    expect(done).toEqual(['start', 'stop']);
  });

  it('leaves it up while any container runs, whoever started that', async () => {
    const { host } = fakeHost({ containers: ['joblayer-aws'] });
    const engine = await ensureEngine({ host, directory });
    expect(await engine.release()).toMatchObject({ because: 'in-use', users: ['joblayer-aws'] });
  });

  it('stops it although another user died without a release', async () => {
    const { host } = fakeHost({});
    const engine = await ensureEngine({ host, directory });
    const dead = { pid: process.pid, startTicks: '1', user: 'killed' };
    await writeFile(path.join(directory, 'users', 'dead.json'), JSON.stringify(dead));
    expect(await engine.release()).toEqual({ stopped: true });
  });

  it('does nothing when the recorded dockerd has ended', async () => {
    const { host, done } = fakeHost({ up: true });
    const gone = { pid: process.pid, startTicks: '1', logFile: '' };
    await writeFile(path.join(directory, 'dockerd.json'), JSON.stringify(gone));
    expect(await stopEngine({ host, directory })).toMatchObject({ because: 'not-ours' });
    expect(done).toEqual([]);
  });
});
