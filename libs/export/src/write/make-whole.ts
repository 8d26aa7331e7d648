import type { ExportedFile } from '@joblayer/descriptors';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { writeFiles } from './write-files.ts';

/** What a new directory may be used for, less what the umask of this process forbids. */
const DIRECTORY_MODE = 0o777;

/** Makes a new directory with all files, beside it under another name first. */
export async function makeWhole(target: string, files: readonly ExportedFile[]): Promise<void> {
  const parent = dirname(target);
  const removeParents = await makeFolder(parent);
  let isDone = false;
  const beside = await mkdtemp(join(parent, `.${basename(target)}.`));
  try {
    await writeFiles(beside, files);
    // mkdtemp makes directories that only their owner can read.
    await chmod(beside, DIRECTORY_MODE & ~process.umask());
    await rename(beside, target);
    isDone = true;
  } finally {
    if (!isDone) {
      await rm(beside, { recursive: true, force: true });
      await removeParents();
    }
  }
}
