import path from 'node:path';
import { docker, inspect, remove } from '../docker.ts';
import { insist } from '../insist.ts';
import { withLock } from '../lock.ts';
import { stateDirectory } from '../workspace.ts';
import { networkExists, observePart } from './observe.ts';
import { CLOUD_LABEL, cloudNames, DEFAULT_NAME, JOB_LABEL, type CloudNames } from './plan.ts';
import { removeState } from './state.ts';

const STOP_GRACE_SECONDS = 3;

export interface StopResult {
  /** What was removed, as `container NAME`, `network NAME`. */
  readonly removed: readonly string[];
  /** Other containers in the cloud's network. The network stays because of them. */
  readonly otherUsers: readonly string[];
}

/** Stops a cloud and the jobs that still run in it. Everything that it held is deleted. */
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

/** The lock that a process holds while it starts or stops the cloud. */
export const lockOf = (names: CloudNames): string =>
  path.join(stateDirectory, `${names.name}.lock`);

/** Removes the cloud's containers, its jobs' containers and its network. The caller holds the cloud's lock. */
export async function removeParts(names: CloudNames): Promise<StopResult> {
  const removed: string[] = [];
  const otherUsers = await insist(() => removeOnce(names, removed));
  return { removed, otherUsers };
}

/**
 * Appends each removed object to `removed`. Returns the other containers that keep the network in
 * use.
 */
async function removeOnce(names: CloudNames, removed: string[]): Promise<string[]> {
  // The AWS endpoint first: it would start further jobs.
  for (const container of [names.aws, names.registry]) {
    const part = await observePart(names, container);
    if (!part) continue;
    if (part.running) await docker(['stop', '--time', String(STOP_GRACE_SECONDS), container]);
    await remove(['rm', '--force', '--volumes', container]);
    removed.push(`container ${container}`);
  }
  for (const container of await containersWith(jobsOf(names))) {
    await remove(['rm', '--force', '--volumes', container.Id]);
    removed.push(`container ${nameOf(container)}`);
  }
  if (!(await networkExists(names))) return [];
  const otherUsers = (await containersWith([`network=${names.network}`])).map(nameOf);
  if (otherUsers.length === 0 && (await remove(['network', 'rm', names.network]))) {
    removed.push(`network ${names.network}`);
  }
  return otherUsers;
}

const jobsOf = (names: CloudNames) => [`label=${CLOUD_LABEL}=${names.name}`, `label=${JOB_LABEL}`];

interface FoundContainer {
  readonly Id: string;
  readonly Name: string;
}

const nameOf = (container: FoundContainer) => container.Name.replace(/^\//, '');

async function containersWith(filters: readonly string[]): Promise<FoundContainer[]> {
  const flags = filters.flatMap((filter) => ['--filter', filter]);
  const ids = await docker(['ps', '--all', '--quiet', ...flags]);
  const found = await Promise.all(
    ids
      .split('\n')
      .filter(Boolean)
      .map((id) => inspect<FoundContainer>('container', id)),
  );
  return found.filter((container) => container !== undefined);
}
