import path from 'node:path';
import { docker, inspect, remove } from '../docker.ts';
import { insist } from '../insist.ts';
import { withLock } from '../lock.ts';
import { stateDirectory } from '../workspace.ts';
import { networkExists, observePart } from './observe.ts';
import { CLOUD_LABEL, cloudNames, DEFAULT_NAME, type CloudNames } from './plan.ts';
import { removeState } from './state.ts';

const STOP_GRACE_SECONDS = 3;

export interface StopResult {
  /** What was removed, as `container NAME`, `network NAME`. */
  readonly removed: readonly string[];
  /** Containers of others in the cloud's network, because of which the network stays. */
  readonly inTheWay: readonly string[];
}

/** Stops a cloud and the jobs that still run in it. What it held is gone. */
export async function stopCloud(
  options: { readonly name?: string | undefined } = {},
): Promise<StopResult> {
  const names = cloudNames(options.name ?? DEFAULT_NAME);
  return await withLock(lockOf(names), async () => {
    const result = await removeParts(names);
    await removeState(names.name);
    return result;
  });
}

/** What a process holds while it starts or stops the cloud. */
export const lockOf = (names: CloudNames): string =>
  path.join(stateDirectory, `${names.name}.lock`);

/** Removes the cloud's containers, its jobs' containers and its network. The caller holds the cloud's lock. */
export async function removeParts(names: CloudNames): Promise<StopResult> {
  const removed: string[] = [];
  const inTheWay = await insist(() => removeOnce(names, removed));
  return { removed, inTheWay };
}

/** Adds to `removed` as it goes, and returns whose containers keep the network from going. */
async function removeOnce(names: CloudNames, removed: string[]): Promise<string[]> {
  // The AWS endpoint first: it would go on starting jobs.
  for (const container of [names.aws, names.registry]) {
    const part = await observePart(names, container);
    if (!part) continue;
    if (part.running) await docker(['stop', '--time', String(STOP_GRACE_SECONDS), container]);
    await remove(['rm', '--force', '--volumes', container]);
    removed.push(`container ${container}`);
  }
  if (!(await networkExists(names))) return [];

  const inTheWay: string[] = [];
  for (const container of await containersInNetwork(names)) {
    if (isJob(container)) {
      await remove(['rm', '--force', '--volumes', container.Id]);
      removed.push(`container ${nameOf(container)}`);
    } else {
      inTheWay.push(nameOf(container));
    }
  }
  if (inTheWay.length === 0 && (await remove(['network', 'rm', names.network]))) {
    removed.push(`network ${names.network}`);
  }
  return inTheWay;
}

interface NetworkedContainer {
  readonly Id: string;
  readonly Name: string;
  readonly Config: {
    readonly Env: readonly string[] | null;
    readonly Labels: Record<string, string> | null;
  };
}

const nameOf = (container: NetworkedContainer) => container.Name.replace(/^\//, '');

async function containersInNetwork(names: CloudNames): Promise<NetworkedContainer[]> {
  const ids = await docker(['ps', '--all', '--quiet', '--filter', `network=${names.network}`]);
  const found = await Promise.all(
    ids
      .split('\n')
      .filter(Boolean)
      .map((id) => inspect<NetworkedContainer>('container', id)),
  );
  return found.filter((container) => container !== undefined);
}

/** Batch's job containers carry no label, but moto gives each of them this variable. */
function isJob(container: NetworkedContainer): boolean {
  return (
    container.Config.Labels?.[CLOUD_LABEL] === undefined &&
    (container.Config.Env ?? []).some((variable) => variable.startsWith('MOTO_HTTP_ENDPOINT='))
  );
}
