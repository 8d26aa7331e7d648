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

/** The process that owns a directory. The modification time of the owner file is the heartbeat. */
export interface Owner extends ProcessIdentity {
  /** The path under which the owner made the directory. */
  readonly root: string;
}

/** The owner in an owner file's text; undefined if the text is anything else. */
export function parseOwner(text: string): Owner | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Whether the owner file in a directory names this very path.
 *
 * @throws the operating system's error if there is no such file
 */
export async function isMarked(root: string): Promise<boolean> {
  return parseOwner(await readFile(join(root, OWNER_FILE), 'utf8'))?.root === root;
}
