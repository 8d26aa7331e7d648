import { makeDirectory } from '@joblayer/object-store';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobError } from '../job/errors.ts';

/** In every cache. A directory without it is not used, so files of others are never removed. */
const MARK_FILE = '.joblayer-cache.json';
const MARK = JSON.stringify({ format: 'joblayer-cache-1' });

const GROUP_OR_OTHERS_WRITE = 0o022;

/** One user's part of the host cache, below the directory that all users of a host share. */
export interface CacheDirectory {
  readonly root: string;
  /** `<key>/`: a complete object and its entry. A rename brings it here, and a rename takes it away. */
  readonly objects: string;
  /** `<key>.<n>`: a lock of the job that is changing that object. */
  readonly locks: string;
  /** `<uuid>/`: a job that uses the cache, with its unfinished downloads. */
  readonly jobs: string;
}

/** Each user has their own cache. A shared one would let a user alter what other users compute on. */
export function cacheDirectory(shared: string): CacheDirectory {
  const root = join(shared, `user-${process.getuid?.() ?? 0}`);
  const below = (name: string) => join(root, name);
  return { root, objects: below('objects'), locks: below('claims'), jobs: below('jobs') };
}

/**
 * Makes the parts of a cache that are missing.
 *
 * @throws JobError `local-io` if the directory is not a cache of this user's; else what the operating system says
 */
export async function makeCacheDirectory(shared: string): Promise<CacheDirectory> {
  const directory = cacheDirectory(shared);
  const { root } = directory;
  await makeDirectory(shared);
  unlessThere(() => mkdirSync(root, { mode: 0o700 }));
  checkOwn(root);
  unlessThere(() => writeFileSync(join(root, MARK_FILE), MARK, { flag: 'wx' }));
  for (const path of [directory.objects, directory.locks, directory.jobs]) {
    unlessThere(() => mkdirSync(path, { mode: 0o700 }));
  }
  return directory;
}

/** Whether this user has a cache there. */
export function hasCache({ root }: CacheDirectory): boolean {
  try {
    return readFileSync(join(root, MARK_FILE), 'utf8') === MARK;
  } catch {
    return false;
  }
}

function checkOwn(root: string): void {
  const found = lstatSync(root);
  const names = found.isDirectory() ? readdirSync(root) : [];
  const problem = !found.isDirectory()
    ? 'is not a directory'
    : found.uid !== process.getuid?.() || (found.mode & GROUP_OR_OTHERS_WRITE) !== 0
      ? 'can be written by other users'
      : names.length > 0 && !names.includes(MARK_FILE)
        ? 'holds something else'
        : undefined;
  if (problem === undefined) return;
  throw new JobError({
    code: 'local-io',
    problem: `it ${problem}`,
    location: { scheme: 'file', path: root },
  });
}

function unlessThere(make: () => void): void {
  try {
    make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
