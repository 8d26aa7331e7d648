import { constants } from 'node:fs';
import { copyFile, rm, symlink } from 'node:fs/promises';

/**
 * Gives a job a file of the cache under another path, without copying its bytes. It makes a copy that shares blocks, or
 * a symbolic link if the file system cannot share them. The job's lease keeps that link from dangling. A hard link
 * would change the file's ctime, and the ctime shows whether a tool has written to the file.
 */
export async function cloneOrLink(content: string, target: string): Promise<void> {
  await shareBlocks(content, target).catch((failure: unknown) => {
    if (isTaken(failure)) throw failure;
    return symlink(content, target);
  });
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
