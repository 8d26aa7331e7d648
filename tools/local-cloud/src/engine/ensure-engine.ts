import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalCloudError } from '../error.ts';
import { readTextIfPresent, writeJson } from '../files.ts';
import { insist } from '../insist.ts';
import { withLock } from '../lock.ts';
import { silent, type Notify } from '../notify.ts';
import { engineDirectory, type DockerdRecord } from './dockerd.ts';
import { realHost, type EngineHost } from './host.ts';
import { liveLeases, takeLease } from './leases.ts';
import { stillRuns } from './process-stamp.ts';

/** Long enough for a slow disk. A first start may wait for iptables and the storage set-up. */
const UP_WITHIN_MS = 60_000;

const PODMAN = "the docker command is podman's own (podman-docker), which lacks docker's contexts";
const PODMAN_ADVICE =
  "Start podman's socket (systemctl --user start podman.socket, or podman system service --time=0), set DOCKER_HOST to its address (unix:///run/user/UID/podman/podman.sock, as root unix:///run/podman/podman.sock), and replace podman-docker by docker's own command (docker-cli).";

export interface EngineOptions {
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The program that needs the engine, as text for users: `npm run demo`. */
  readonly user?: string | undefined;
  readonly host?: EngineHost | undefined;
  readonly directory?: string | undefined;
}

export interface Engine {
  /** Whether this call started it. */
  readonly startedByUs: boolean;
  /** Releases the engine. Stops it if this workspace started it and no one else needs it. */
  release(): Promise<EngineStop>;
}

/** Whether the engine was stopped, and its users if it was not. */
export type EngineStop =
  | { readonly stopped: true }
  | {
      readonly stopped: false;
      readonly because: 'not-ours' | 'in-use';
      readonly users: readonly string[];
    };

/**
 * Ensures that a container engine responds. It uses the running one. Without one, as root on Debian
 * or Ubuntu, it starts dockerd in the background, and installs it where it is missing. The caller
 * calls `release` at the end.
 *
 * @throws LocalCloudError `engine-unavailable`, `engine-did-not-start`, `install-failed`
 */
export async function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const { notify = silent, host = realHost, directory = engineDirectory, signal } = options;
  const findOrStart = async () => {
    const reason = await host.whyNoEngine();
    if (reason !== undefined) await start(reason, { ...options, notify, host, directory });
    const giveBack = await takeLease(usersDirectory(directory), options.user ?? 'a local cloud');
    return {
      startedByUs: reason !== undefined && (await readRecord(directory)) !== undefined,
      async release() {
        await giveBack();
        return await stopEngine({ host, directory });
      },
    };
  };
  return await withLock(lockOf(directory), findOrStart, signal);
}

/**
 * Stops the engine if this workspace started it, no process holds a lease on it, and no container runs on it.
 *
 * @throws LocalCloudError `engine-did-not-stop`
 */
export async function stopEngine(
  options: Pick<EngineOptions, 'host' | 'directory'> = {},
): Promise<EngineStop> {
  const { host = realHost, directory = engineDirectory } = options;
  return await withLock(lockOf(directory), async () => {
    const record = await readRecord(directory);
    if (!record || !(await stillRuns(record))) {
      await rm(recordFile(directory), { force: true });
      return { stopped: false, because: 'not-ours', users: [] };
    }
    const users = await liveLeases(usersDirectory(directory));
    const containers = await insist(() => host.runningContainers());
    if (users.length + containers.length > 0) {
      return { stopped: false, because: 'in-use', users: [...users, ...containers] };
    }
    await host.stopDockerd(record);
    await rm(recordFile(directory), { force: true });
    return { stopped: true };
  });
}

const lockOf = (directory: string) => path.join(directory, 'engine.lock');
const recordFile = (directory: string) => path.join(directory, 'dockerd.json');
const usersDirectory = (directory: string) => path.join(directory, 'users');

async function readRecord(directory: string): Promise<DockerdRecord | undefined> {
  const text = await readTextIfPresent(recordFile(directory));
  return text === undefined ? undefined : (JSON.parse(text) as DockerdRecord);
}

interface StartContext extends EngineOptions {
  readonly notify: Notify;
  readonly host: EngineHost;
  readonly directory: string;
}

async function start(reason: string, context: StartContext): Promise<void> {
  const { notify, host, directory, signal } = context;
  // podman's `docker info` has another form, so it seems that no engine runs. The user does not
  // want a Docker beside it.
  if (await host.isPodmanCommand()) {
    throw new LocalCloudError({
      code: 'engine-unavailable',
      reason: PODMAN,
      advice: PODMAN_ADVICE,
    });
  }
  if (!(await host.mayInstall())) {
    throw new LocalCloudError({
      code: 'engine-unavailable',
      reason,
      advice:
        'Install Docker, check that you may use it (`docker info`), and try again. On Debian or Ubuntu, as root: apt-get install docker.io iptables',
    });
  }
  if (!(await host.hasDocker())) {
    await host.installDocker(notify);
    // The package has started the engine where an init system runs.
    if ((await host.whyNoEngine()) === undefined) return;
  }
  signal?.throwIfAborted();
  notify('starting dockerd in the background');
  const record = await host.startDockerd();
  await writeJson(recordFile(directory), record);
  try {
    await waitUntilUp(record, host, signal);
  } catch (error) {
    await host.stopDockerd(record);
    await rm(recordFile(directory), { force: true });
    throw error;
  }
}

async function waitUntilUp(
  record: DockerdRecord,
  host: EngineHost,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + UP_WITHIN_MS;
  for (;;) {
    const reason = await host.whyNoEngine();
    if (reason === undefined) return;
    if (Date.now() > deadline || !(await stillRuns(record))) {
      const log = await readFile(record.logFile, 'utf8');
      throw new LocalCloudError({
        code: 'engine-did-not-start',
        reason,
        logFile: record.logFile,
        logTail: log.trimEnd().split('\n').slice(-20).join('\n'),
      });
    }
    await sleep(250, undefined, signal && { signal });
  }
}
