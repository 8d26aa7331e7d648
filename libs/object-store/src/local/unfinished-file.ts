import { randomUUID } from 'node:crypto';
import { lstat, unlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';

/** In the target's directory, so that a rename is atomic. Hidden, so that no one takes the file for complete. */
export const temporaryName = (path: string): string =>
  join(dirname(path), `.joblayer-${randomUUID()}.incomplete`);

const TEMPORARY_NAME = /^\.joblayer-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.incomplete$/;

/**
 * Removes a file that a killed job was filling. It must have a name that only the runtime gives, and not be a link.
 *
 * @returns whether the file existed
 */
export async function removeUnfinishedFile(path: string): Promise<boolean> {
  if (!isAbsolute(path) || normalize(path) !== path || !TEMPORARY_NAME.test(basename(path))) {
    return false;
  }
  try {
    if (!(await lstat(path)).isFile()) return false;
    await unlink(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
