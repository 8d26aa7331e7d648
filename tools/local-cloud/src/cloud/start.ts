import { SubprocessError } from '@joblayer/subprocess';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ensureDebianImage } from '../debian/ensure-debian-image.ts';
import { docker, remove } from '../docker.ts';
import { engineSocket } from '../engine/socket.ts';
import { LocalCloudError, type PortFlag } from '../error.ts';
import { writeTextAtomically } from '../files.ts';
import { withLock } from '../lock.ts';
import { silent, type Notify } from '../notify.ts';
import { stateDirectory } from '../workspace.ts';
import { describeCloud, type Cloud } from './cloud.ts';
import { awsContainer, dockerConfig, registryContainer } from './containers.ts';
import { giveServer } from './give-server.ts';
import { waitUntilHealthy } from './health.ts';
import { ensureImage } from './images.ts';
import { networkExists, observePart } from './observe.ts';
import {
  CLOUD_LABEL,
  cloudNames,
  DEFAULT_AWS_PORT,
  DEFAULT_NAME,
  DEFAULT_REGISTRY_PORT,
  parsePort,
  type CloudNames,
} from './plan.ts';
import { writeState, type CloudState } from './state.ts';
import { lockOf, removeParts } from './stop.ts';

const HEALTHY_WITHIN_MS = 60_000;

/** Long enough for a busy machine. A replaced server would lose the objects in its S3. */
const RESPONDS_WITHIN_MS = 20_000;

export interface StartOptions {
  /** Default: `joblayer`. Clouds of different names run side by side. */
  readonly name?: string | undefined;
  /** Default: 4566. 0 for a free port. */
  readonly awsPort?: number | undefined;
  /** Default: 5566. 0 for a free port. */
  readonly registryPort?: number | undefined;
  /** How many vCPUs of jobs run at once in a new cloud. Default: 16. */
  readonly vcpus?: number | undefined;
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a cloud, or returns the healthy one that has the name. It replaces an unhealthy one. Needs
 * an engine (see `ensureEngine`). A failed or aborted start removes everything it started.
 *
 * @throws LocalCloudError `invalid-name`, `invalid-port`, `port-taken`, `runs-on-other-port`,
 * `name-taken`,
 *   `unhealthy`, `debian-image-unavailable`
 */
export async function startCloud(options: StartOptions = {}): Promise<Cloud> {
  const names = cloudNames(options.name ?? DEFAULT_NAME);
  const wanted = {
    aws: options.awsPort === undefined ? undefined : parsePort('--aws-port', options.awsPort),
    registry:
      options.registryPort === undefined
        ? undefined
        : parsePort('--registry-port', options.registryPort),
  };
  const { notify = silent, signal } = options;
  const findOrCreate = async () => {
    const running = await findRunning(names, wanted, signal);
    if (running) {
      await writeState(running);
      return describeCloud(names, running, false);
    }
    const { removed } = await removeParts(names);
    if (removed.length > 0)
      notify(`removed the remains of an earlier cloud: ${removed.join(', ')}`);
    try {
      return describeCloud(
        names,
        await create(names, { ...wanted, vcpus: options.vcpus }, notify, signal),
        true,
      );
    } catch (error) {
      await removeParts(names);
      throw error;
    }
  };
  return await withLock(lockOf(names), findOrCreate, signal);
}

interface WantedPorts {
  readonly aws: number | undefined;
  readonly registry: number | undefined;
}

async function findRunning(
  names: CloudNames,
  wanted: WantedPorts,
  signal: AbortSignal | undefined,
): Promise<CloudState | undefined> {
  const [aws, registry] = await Promise.all([
    observePart(names, names.aws),
    observePart(names, names.registry),
  ]);
  if (!aws?.running || !registry?.running) return undefined;
  if (aws.port === undefined || registry.port === undefined) return undefined;
  const ports = { awsPort: aws.port, registryPort: registry.port };
  try {
    await waitUntilHealthy(names, ports, { timeoutMs: RESPONDS_WITHIN_MS, signal });
  } catch (error) {
    if (error instanceof LocalCloudError) return undefined;
    throw error;
  }
  requireSamePort(names, '--aws-port', wanted.aws, aws.port);
  requireSamePort(names, '--registry-port', wanted.registry, registry.port);
  return { name: names.name, ...ports, startedAt: aws.startedAt };
}

function requireSamePort(
  { name }: CloudNames,
  flag: PortFlag,
  wanted: number | undefined,
  actual: number,
): void {
  if (wanted && wanted !== actual) {
    throw new LocalCloudError({ code: 'runs-on-other-port', name, flag, wanted, actual });
  }
}

async function create(
  names: CloudNames,
  wanted: WantedPorts & { readonly vcpus: number | undefined },
  notify: Notify,
  signal: AbortSignal | undefined,
): Promise<CloudState> {
  const debianImage = await ensureDebianImage({ notify, signal });
  const registryImage = await ensureImage('registry', debianImage, { notify, signal });
  const awsImage = await ensureImage('aws', debianImage, { notify, signal });
  signal?.throwIfAborted();

  if (!(await networkExists(names))) {
    await docker(['network', 'create', ...labelled(names), names.network]);
  }

  notify(`starting ${names.registry} and ${names.aws}`);
  await docker(registryContainer(names, registryImage, wanted.registry ?? DEFAULT_REGISTRY_PORT));
  const registryPort = await startPart(names, names.registry, '--registry-port');

  const awsPort = wanted.aws ?? DEFAULT_AWS_PORT;
  await docker(awsContainer(names, awsImage, awsPort, await engineSocket(), wanted.vcpus));
  await giveRegistryCredentials(names, `127.0.0.1:${registryPort}`);
  await giveServer(names.aws);
  const state: CloudState = {
    name: names.name,
    awsPort: await startPart(names, names.aws, '--aws-port'),
    registryPort,
    startedAt: new Date().toISOString(),
  };
  await waitUntilHealthy(names, state, { timeoutMs: HEALTHY_WITHIN_MS, signal });
  await writeState(state);
  return state;
}

const labelled = (names: CloudNames) => ['--label', `${CLOUD_LABEL}=${names.name}`];

/** Starts a created container. Returns the port that the engine published it on. */
async function startPart(names: CloudNames, container: string, flag: PortFlag): Promise<number> {
  try {
    await docker(['start', container]);
  } catch (error) {
    const port = takenPort(error);
    if (port === undefined) throw error;
    await remove(['rm', '--force', '--volumes', container]);
    throw new LocalCloudError({ code: 'port-taken', flag, port }, error);
  }
  const part = await observePart(names, container);
  if (part?.port === undefined) {
    throw new LocalCloudError({
      code: 'unhealthy',
      container,
      reason: 'it ended at once',
      logTail: '',
    });
  }
  return part.port;
}

/** The port in the engine's message that the port is taken. The message has several wordings. */
export function takenPort(error: unknown): number | undefined {
  if (!(error instanceof SubprocessError)) return undefined;
  if (!/already (allocated|in use)|not available/.test(error.stderr)) return undefined;
  const port = /127\.0\.0\.1:(\d+)/.exec(error.stderr)?.[1];
  return port === undefined ? undefined : Number(port);
}

/**
 * Copied into the container before it starts. A mount would fail where the engine runs on another
 * host.
 */
async function giveRegistryCredentials(names: CloudNames, registry: string): Promise<void> {
  const file = path.join(stateDirectory, `${names.name}-docker-config.json`);
  await writeTextAtomically(file, dockerConfig(registry));
  try {
    await docker(['cp', file, `${names.aws}:/etc/joblayer/docker/config.json`]);
  } finally {
    await rm(file, { force: true });
  }
}
