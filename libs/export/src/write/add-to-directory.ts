import type { ExportedFile } from '@joblayer/descriptors';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { writeFiles } from './write-files.ts';

type Undo = () => Promise<void>;

/**
 * Adds files to a directory, and replaces those that it has. They are written beside their places first, so that a full
 * disk changes nothing. If one cannot be renamed, those before it are rolled back.
 */
export async function addToDirectory(
  target: string,
  files: readonly ExportedFile[],
): Promise<void> {
  if (files.length === 0) return;
  const staging = await mkdtemp(join(target, '.joblayer-export-'));
  const undo: Undo[] = [];
  try {
    await writeFiles(join(staging, 'new'), files);
    for (const [i, { path }] of files.entries()) {
      const place = join(target, path);
      undo.push(await makeFolder(dirname(place)));
      await setAside(place, join(staging, `old-${i}`), undo);
      await rename(join(staging, 'new', path), place);
      undo.push(() => rm(place));
    }
  } catch (error) {
    for (const step of undo.toReversed()) await step();
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Moves the file that has this place, if there is one. */
async function setAside(place: string, to: string, undo: Undo[]): Promise<void> {
  try {
    await rename(place, to);
    undo.push(() => rename(to, place));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
