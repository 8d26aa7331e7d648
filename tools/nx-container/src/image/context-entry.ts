import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * A file, directory or link of a build context, with the properties that reach the image. Paths
 * have `/`.
 */
export type ContextEntry =
  | { readonly kind: 'file'; path: string; executable: boolean; sha256: string }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string };

/** The entry at `path`, with those below a directory. Empty where the path does not exist. */
export async function entriesAt(
  context: string,
  path: string,
  isIgnored: (path: string) => boolean,
): Promise<ContextEntry[]> {
  const location = join(context, path);
  const stats = await lstat(location).catch(undefinedWhenAbsent);
  if (stats?.isDirectory()) return directoryAt(context, path, isIgnored);
  if (!stats || isIgnored(path)) return [];
  if (stats.isSymbolicLink()) return [{ kind: 'link', path, target: await readlink(location) }];
  const executable = (stats.mode & 0o100) !== 0;
  return [{ kind: 'file', path, executable, sha256: await sha256Of(location) }];
}

async function directoryAt(
  context: string,
  path: string,
  isIgnored: (path: string) => boolean,
): Promise<ContextEntry[]> {
  const below: ContextEntry[] = [];
  for (const name of await readdir(join(context, path)))
    below.push(...(await entriesAt(context, posix.join(path, name), isIgnored)));
  // A later pattern of .dockerignore may include a file of an ignored directory again.
  const isThere = below.length > 0 || path === '.' || !isIgnored(path);
  return isThere ? [{ kind: 'directory', path }, ...below] : [];
}

async function sha256Of(location: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(location), hash);
  return hash.digest('hex');
}

function undefinedWhenAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
