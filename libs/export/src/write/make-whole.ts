import type { ExportedFile } from '@joblayer/descriptors';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFiles } from './write-files.ts';

/** What a new directory may be used for, less what the umask of this process forbids. */
const DIRECTORY_MODE = 0o777;

/** Makes a new directory with all files, beside it under another name first. */
export async function makeWhole(target: string, files: readonly ExportedFile[]): Promise<void> {
  const parent = dirname(target);
  const firstMade = await mkdir(parent, { recursive: true });
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
      if (firstMade !== undefined) await rm(firstMade, { recursive: true, force: true });
    }
  }
}
