import { constants } from 'node:fs';
import { copyFile, link, rm, symlink } from 'node:fs/promises';

/**
 * Gives a job a file of the cache under another path, without copying it: by a hard link; where the file system, or
 * a mount between the two, allows none, by a copy that shares the blocks; else by a symbolic link, which the job's
 * lease keeps from dangling.
 */
export async function place(content: string, target: string): Promise<void> {
  try {
    await link(content, target);
  } catch (error) {
    if (isTaken(error)) throw error;
    await shareBlocks(content, target).catch((failure: unknown) => {
      if (isTaken(failure)) throw failure;
      return symlink(content, target);
    });
  }
}

async function shareBlocks(content: string, target: string): Promise<void> {
  try {
    await copyFile(content, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
  } catch (error) {
    if (!isTaken(error)) await rm(target, { force: true });
    throw error;
  }
}

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';
