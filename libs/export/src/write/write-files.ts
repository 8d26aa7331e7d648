import type { ExportedFile } from '@joblayer/descriptors';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes files below a directory that no one else uses. */
export async function writeFiles(directory: string, files: readonly ExportedFile[]): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(join(directory, path))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  await Promise.all(files.map(({ path, text }) => writeFile(join(directory, path), text)));
}
