import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and the missing ones above it. Returns those that it made, topmost first.
 *
 * Node's recursive mkdir never returns if a file system reports ENOENT for a name in an existing directory. /proc is
 * such a file system.
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
