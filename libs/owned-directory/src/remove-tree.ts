import { randomUUID } from 'node:crypto';
import { chmod, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import { holdDirectory, type HeldDirectory } from './held-directory.ts';

/** Each level holds a descriptor, of which a process has 1024 in the worst case. */
const DEEPEST_LEVEL = 64;

interface Walk {
  /** Directories that lie deeper are moved up to here first. */
  readonly root: HeldDirectory;
  readonly signal: AbortSignal | undefined;
}

/**
 * Removes what is in a directory, also below directories whose owner has no permissions on them.
 *
 * Each directory is held by a descriptor while its entries are removed. So no link is followed, even one that
 * another user puts in the place of a directory meanwhile, and no path is too long.
 *
 * @param keep names directly in the directory that stay
 * @param signal stops it between two entries
 * @throws what the operating system says; the signal's reason
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
    // Once more where directories were moved up.
    while (await emptyOut(root, keep, 0, walk));
  } finally {
    await root.close();
  }
}

/** Removes a directory with all that is in it; none is fine. */
export async function removeTree(directory: string): Promise<void> {
  await removeContents(directory);
  await unlessGone(rmdir(directory));
}

/** @returns whether directories were moved up, and are still to be removed */
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

/** A directory that gets another parent is written to itself, so it needs that permission as well. */
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

/** Does what needs permission on a directory, and takes that permission where it is missing. */
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
