import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { locksDirectory } from '../locations.ts';

const DIGITS = 16;

/** The name of an installation: it changes with each of its lock files, and with nothing else. */
export async function lockedName(
  name: string,
  files: readonly string[],
  directory = locksDirectory,
): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(path.join(directory, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return `${name}-${hash.digest('hex').slice(0, DIGITS)}`;
}
