import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it that are missing, and returns the ones made, topmost first.
 *
 * Node's own recursive mkdir does not return, ever, where a file system answers ENOENT for a name in a directory
 * that exists, as /proc does.
 */
export async function makeDirectory(path: string): Promise<readonly string[]> {
  try {
    return await makeOne(path);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    const made = await makeDirectory(parent);
    return [...made, ...(await makeOne(path))];
  }
}

async function makeOne(path: string): Promise<readonly string[]> {
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (exists && (await stat(path)).isDirectory()) return [];
    throw error;
  }
}
