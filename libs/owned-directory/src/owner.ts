import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { ProcessIdentity } from './process-identity.ts';

/** In every owned directory. A directory without it is never removed. */
export const OWNER_FILE = '.joblayer-owner.json';

const schema = z.object({
  root: z.string(),
  host: z.string(),
  bootId: z.string(),
  pidNamespace: z.string(),
  pid: z.int().positive(),
  startTime: z.string(),
});

/** Whose a directory is, and where it was made. Its file's time of change is the heartbeat. */
export interface Owner extends ProcessIdentity {
  /** The path of the directory when it was made, as its owner saw it. */
  readonly root: string;
}

/** The owner in an owner file's text; undefined where it is anything else. */
export function parseOwner(text: string): Owner | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Whether the owner file in a directory says that it was made under this very path.
 *
 * @throws what the operating system says where there is no such file
 */
export async function isMarked(root: string): Promise<boolean> {
  return parseOwner(await readFile(join(root, OWNER_FILE), 'utf8'))?.root === root;
}
