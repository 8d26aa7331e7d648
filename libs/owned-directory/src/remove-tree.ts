import { randomUUID } from 'node:crypto';
import { chmod, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import { holdDirectory, type HeldDirectory } from './held-directory.ts';

/** Each level holds a descriptor, and a process may have only 1024 of them. */
const DEEPEST_LEVEL = 64;

interface Walk {
  /** Directories below the deepest level are moved here before they are removed. */
  readonly root: HeldDirectory;
  readonly signal: AbortSignal | undefined;
}

/**
 * Removes what is in a directory, even below directories on which the owner has no permissions.
 *
 * Each directory is held by a descriptor while its entries are removed. So no path is too long. No link is followed
 * either, even if another user replaces a directory with one meanwhile.
 *
 * @param keep names directly in the directory that stay
 * @param signal stops the removal between two entries
 * @throws the operating system's error; the signal's reason
 */
export async function removeContents(
  directory: string,
  keep: readonly string[] = [],
  signal?: AbortSignal,
): Promise<void> {
  const root = await unlessGone(holdDirectory(directory));
  if (!root) return;
  try {
    const walk = { root, signal };
    // Directories that were moved up need another round.
    while (await emptyOut(root, keep, 0, walk));
  } finally {
    await root.close();
  }
}

/** Removes a directory with all that is in it. Does nothing if it is gone. */
export async function removeTree(directory: string): Promise<void> {
  await removeContents(directory);
  await unlessGone(rmdir(directory));
}

/** @returns whether directories were moved up, so that another round must remove them */
async function emptyOut(
  held: HeldDirectory,
  keep: readonly string[],
  level: number,
  walk: Walk,
): Promise<boolean> {
  const read = () => readdir(held.path, { withFileTypes: true, encoding: 'buffer' });
  let movedUp = false;
  for (const entry of (await unlessGone(opening(held, read))) ?? []) {
    walk.signal?.throwIfAborted();
    if (level === 0 && keep.includes(entry.name.toString())) continue;
    const path = below(held, entry.name);
    if (!entry.isDirectory()) {
      await unlessGone(opening(held, () => unlink(path)));
    } else if (level < DEEPEST_LEVEL) {
      movedUp = (await removeDirectory(held, path, level, walk)) || movedUp;
    } else {
      await moveUp(held, path, walk.root);
      movedUp = true;
    }
  }
  return movedUp;
}

async function removeDirectory(
  parent: HeldDirectory,
  path: Buffer,
  level: number,
  walk: Walk,
): Promise<boolean> {
  const held = await unlessGone(opening(parent, () => holdDirectory(path)));
  if (!held) return false;
  try {
    const movedUp = await emptyOut(held, [], level + 1, walk);
    await unlessGone(opening(parent, () => rmdir(path)));
    return movedUp;
  } finally {
    await held.close();
  }
}

/** Moves a directory to the root of the walk. The kernel then writes to it too, so it needs write permission itself. */
async function moveUp(parent: HeldDirectory, path: Buffer, root: HeldDirectory): Promise<void> {
  const held = await unlessGone(opening(parent, () => holdDirectory(path)));
  if (!held) return;
  try {
    const target = below(root, Buffer.from(`.joblayer-removed-${randomUUID()}`));
    const move = () => opening(root, () => opening(parent, () => rename(path, target)));
    await unlessGone(opening(held, move));
  } finally {
    await held.close();
  }
}

const below = (directory: HeldDirectory, name: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${directory.path}/`), name]);

/** Does something that needs permission on a directory. Grants that permission first if it is missing. */
async function opening<T>(directory: HeldDirectory, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    await chmod(`/proc/self/fd/${directory.handle.fd}`, 0o700);
    return action();
  }
}

/** Another process may remove the same things: a child of the dead owner, or one that takes over. */
async function unlessGone<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
