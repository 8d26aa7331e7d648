import { constants, type BigIntStats } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ioError, StoreError } from '../errors.ts';
import type { Location } from '../location/location.ts';

/** A file found below a directory. */
export interface FoundFile {
  readonly path: string;
  readonly stats: BigIntStats;
}

/**
 * Every file below a directory. Links to files are followed. It reads one directory at a time, so that an error names
 * the directory that cannot be read.
 *
 * @throws StoreError with the location of what cannot be read; `usage` for a link to a directory
 */
export async function listFiles(directory: string): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const waiting = [directory];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const parent = next;
    for (const entry of await at(parent, () => readdir(parent, { withFileTypes: true }))) {
      const path = join(parent, entry.name);
      const stats = await at(path, () => stat(path, { bigint: true }));
      if (stats.isDirectory() && entry.isSymbolicLink()) throw linkedDirectory(locationOf(path));
      if (stats.isDirectory()) waiting.push(path);
      if (!stats.isFile()) continue;
      await at(path, () => access(path, constants.R_OK));
      found.push({ path, stats });
    }
  }
  return found;
}

const locationOf = (path: string): Location => ({ scheme: 'file', path });

async function at<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw ioError(error, locationOf(path));
  }
}

/** Skipping the link would leave out a part of the input without a message. */
const linkedDirectory = (location: Location): StoreError =>
  new StoreError({
    code: 'usage',
    problem: 'it is a link to a directory, which is not followed',
    advice: 'Mount or copy the directory itself instead of the link.',
    location,
  });
