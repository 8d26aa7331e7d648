import { mkdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it. Returns what removes them again, as far as they are empty: another program may have
 * put files of its own there.
 */
export async function makeFolder(folder: string): Promise<() => Promise<void>> {
  const firstMade = await mkdir(folder, { recursive: true });
  return async () => {
    if (firstMade === undefined) return;
    for (let each = folder; each.length >= firstMade.length; each = dirname(each)) {
      const isRemoved = await rmdir(each).then(
        () => true,
        () => false,
      );
      if (!isRemoved) return;
    }
  };
}
