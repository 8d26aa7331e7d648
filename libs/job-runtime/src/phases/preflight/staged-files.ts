import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Files under way at once: each holds a file descriptor. Requests have a limit of their own in the store. */
export const FILES_AT_ONCE = 64;

/** Makes the parent directories of these paths, each once. */
export async function makeDirectoriesOf(paths: readonly string[]): Promise<void> {
  for (const directory of new Set(paths.map((path) => dirname(path)))) {
    await mkdir(directory, { recursive: true });
  }
}
