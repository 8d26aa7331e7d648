import { stateDirectory } from '@joblayer/local-cloud';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** The directories of a run on this host, all on one file system. */
export interface Directories {
  /** Contains all of them except the cache. */
  readonly run: string;
  /** Mounted at /data in every worker. */
  readonly data: string;
  /** The bundles of the drivers. */
  readonly drivers: string;
  /** Test data that is made once and kept for later runs. */
  readonly cache: string;
}

/** Makes empty directories. The cache keeps its content. */
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
