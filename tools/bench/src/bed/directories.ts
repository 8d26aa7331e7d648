import { stateDirectory } from '@joblayer/local-cloud';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Where a run keeps what it makes, on this host; all of it on one file system. */
export interface Directories {
  /** All but the cache is below it. */
  readonly run: string;
  /** Mounted at /data in every worker. */
  readonly data: string;
  /** Bundles of the drivers. */
  readonly drivers: string;
  /** Test data that is made once, and kept from run to run. */
  readonly cache: string;
}

/** Empty ones, but for the cache. */
export async function makeDirectories(name: string): Promise<Directories> {
  const base = path.join(stateDirectory, 'bench');
  const run = path.join(base, name);
  await rm(run, { recursive: true, force: true });
  const directories = {
    run,
    data: path.join(run, 'data'),
    drivers: path.join(run, 'drivers'),
    cache: path.join(base, 'cache'),
  };
  for (const inside of ['home', 'in', 'out', 'scratch', 'host-cache']) {
    await mkdir(path.join(directories.data, inside), { recursive: true });
  }
  await mkdir(directories.cache, { recursive: true });
  return directories;
}

export async function removeDirectories({ run }: Directories): Promise<void> {
  await rm(run, { recursive: true, force: true });
}
