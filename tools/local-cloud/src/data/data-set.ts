import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../lock.ts';
import { silent, type Notify } from '../notify.ts';
import { stateDirectory } from '../workspace.ts';
import { unpackDebianPackage, type DataPackage } from './unpack-debian-package.ts';

/** Files for trials out of a Debian package, whose signature apt checks. */
export interface DataSet {
  /** That of its directory. */
  readonly name: string;
  readonly package: DataPackage;
  readonly downloadMb: number;
  /** The folder of the package in which the files are. */
  readonly folder: string;
  /** Puts the files out of that folder, as it was unpacked, into an empty directory. */
  readonly layOut: (folder: string, directory: string, signal?: AbortSignal) => Promise<void>;
}

export interface DataOptions {
  /** `.joblayer/data` of the workspace unless given. */
  readonly directory?: string | undefined;
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The directory of a data set on this host. It is fetched once; after that it is there.
 *
 * @throws LocalCloudError `data-unavailable`
 */
export async function dataDirectory(set: DataSet, options: DataOptions): Promise<string> {
  const cache = options.directory ?? path.join(stateDirectory, 'data');
  const directory = path.join(cache, set.name);
  const fetchOnce = async () => {
    if (!(await isDirectory(directory))) await fetchInto(directory, set, cache, options);
  };
  await withLock(path.join(cache, `${set.name}.lock`), fetchOnce, options.signal);
  return directory;
}

async function fetchInto(
  directory: string,
  set: DataSet,
  cache: string,
  { notify = silent, signal }: DataOptions,
): Promise<void> {
  notify(`downloading Debian's package ${set.package} (${set.downloadMb} MB)`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'download-'));
  try {
    const folder = await unpackDebianPackage(set.package, set.folder, work, { notify, signal });
    const complete = path.join(work, 'complete');
    await mkdir(complete);
    await set.layOut(folder, complete, signal);
    await rename(complete, directory);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function isDirectory(candidate: string): Promise<boolean> {
  const found = await stat(candidate).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
