import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../lock.ts';
import { silent, type Notify } from '../notify.ts';
import { stateDirectory } from '../workspace.ts';
import { unpackDebianPackage, type DataPackage } from './unpack-debian-package.ts';

/** Sample files from a Debian package, whose signature apt checks. */
export interface DataSet {
  /** The name of the data set's directory. */
  readonly name: string;
  readonly package: DataPackage;
  readonly downloadMb: number;
  /** The directory of the package that holds the files. */
  readonly folder: string;
  /** Writes the files from that unpacked directory into an empty directory. */
  readonly layOut: (folder: string, directory: string, signal?: AbortSignal) => Promise<void>;
}

export interface DataOptions {
  /** Default: `.joblayer/data` of the workspace. */
  readonly directory?: string | undefined;
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The directory of a data set on this host. Only the first call fetches it.
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
