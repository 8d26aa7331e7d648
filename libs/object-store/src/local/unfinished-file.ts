import { randomUUID } from 'node:crypto';
import { lstat, unlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';

/** Beside the target, hidden, so that a rename replaces the target at once and no one takes it for complete. */
export const temporaryName = (path: string): string =>
  join(dirname(path), `.joblayer-${randomUUID()}.incomplete`);

const TEMPORARY_NAME = /^\.joblayer-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.incomplete$/;

/**
 * Removes a file that a killed job was filling, if the name is one that only the runtime gives.
 * A link is no such file.
 *
 * @returns whether it was there
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
