import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureImage } from '../cloud/images.ts';
import { CONTAINER_PORT, REGION } from '../cloud/plan.ts';
import { ensureDebianImage } from '../debian/ensure-debian-image.ts';
import { docker, inspect, logTail, remove } from '../docker.ts';
import { LocalCloudError } from '../error.ts';
import { insist } from '../insist.ts';
import { silent, type Notify } from '../notify.ts';

/** The label of such a server's container. Its value is the server's name. */
const SERVER_LABEL = 'joblayer.s3-server';
/** Usually 5 s. */
const HEALTHY_WITHIN_MS = 90_000;
const TRY_TIMEOUT_MS = 5_000;
const RETRY_EVERY_MS = 200;
const DEFAULT_STORE_MIB = 4096;

export interface S3ServerOptions {
  /**
   * The container's name, which no other part of a cloud may have. A server's container of that
   * name is replaced.
   */
  readonly name: string;
  /** The size of its store, all of it in memory. Default: 4096. */
  readonly storeMiB?: number | undefined;
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A production S3 server of its own: Ceph's object gateway. Tests need it where moto's S3 is too
 * lenient.
 */
export interface S3Server {
  readonly name: string;
  readonly endpointUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Variables with which the AWS SDK of a process on this host uses the server. */
  readonly env: Readonly<Record<string, string>>;
  /** Removes the server with its objects. */
  stop(): Promise<void>;
}

/**
 * Starts an empty server on a free port of 127.0.0.1. Needs an engine (see `ensureEngine`). A
 * failed or aborted start removes everything it started.
 *
 * @throws LocalCloudError `name-taken`, `unhealthy`, `debian-image-unavailable`
 */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const { name, storeMiB = DEFAULT_STORE_MIB, notify = silent, signal } = options;
  const image = await ensureImage('ceph', await ensureDebianImage({ notify, signal }), {
    notify,
    signal,
  });
  await removeOurs(name);
  const keys = { accessKeyId: 'local-s3', secretAccessKey: randomBytes(20).toString('hex') };
  notify(`starting ${name}`);
  try {
    await docker(s3Container(name, image, { ...keys, storeMiB }), signal ? { signal } : {});
    const endpointUrl = `http://127.0.0.1:${await publishedPort(name)}`;
    await waitUntilItResponds(name, endpointUrl, signal);
    return {
      name,
      endpointUrl,
      ...keys,
      env: {
        AWS_ENDPOINT_URL: endpointUrl,
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      },
      stop: () => removeOurs(name),
    };
  } catch (error) {
    await removeOurs(name);
    throw error;
  }
}

/** `docker run …` of the server. It needs no volume, because its store is in memory. */
export function s3Container(
  name: string,
  image: string,
  settings: Pick<S3Server, 'accessKeyId' | 'secretAccessKey'> & { readonly storeMiB: number },
): string[] {
  return [
    ...['run', '--detach', '--name', name, '--label', `${SERVER_LABEL}=${name}`],
    ...['--publish', `127.0.0.1::${CONTAINER_PORT}`],
    ...['--env', `S3_ACCESS_KEY=${settings.accessKeyId}`],
    ...['--env', `S3_SECRET_KEY=${settings.secretAccessKey}`],
    ...['--env', `S3_STORE_BYTES=${settings.storeMiB * 1024 * 1024}`],
    image,
  ];
}

interface Description {
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null };
  readonly State: { readonly Running: boolean };
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>;
  };
}

const describe = (name: string) => inspect<Description>('container', name);

async function removeOurs(name: string): Promise<void> {
  const found = await describe(name);
  if (!found) return;
  if (found.Config.Labels?.[SERVER_LABEL] !== name) {
    throw new LocalCloudError({ code: 'name-taken', kind: 'container', name });
  }
  await insist(() => remove(['rm', '--force', '--volumes', name]));
}

async function publishedPort(name: string): Promise<string> {
  const port = (await describe(name))?.NetworkSettings.Ports[`${CONTAINER_PORT}/tcp`]?.[0];
  if (!port) throw await unhealthy(name, 'it ended at once');
  return port.HostPort;
}

async function waitUntilItResponds(
  name: string,
  endpointUrl: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  for (;;) {
    signal?.throwIfAborted();
    const fault = await findFault(endpointUrl);
    if (fault === undefined) return;
    const running = (await describe(name))?.State.Running ?? false;
    if (!running || Date.now() > deadline) throw await unhealthy(name, fault);
    await sleep(RETRY_EVERY_MS, undefined, signal && { signal });
  }
}

/**
 * The gateway lists buckets for anyone, as an empty list, once its pools exist. So the response
 * shows that it is ready.
 */
async function findFault(endpointUrl: string): Promise<string | undefined> {
  try {
    const response = await fetch(endpointUrl, { signal: AbortSignal.timeout(TRY_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.ok ? undefined : `HTTP ${response.status}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}

const unhealthy = async (container: string, reason: string): Promise<LocalCloudError> =>
  new LocalCloudError({
    code: 'unhealthy',
    container,
    reason,
    logTail: await logTail(container, 20),
  });
