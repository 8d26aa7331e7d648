import { chmod, lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { sep } from 'node:path';

const SEPARATOR = Buffer.from(sep);

/** As the file system has it: a name on Linux is any bytes, and need not be text. */
type Path = string | Buffer;

/**
 * Removes what is in a directory, without following links, and opens up directories that a tool left without the
 * permission to write for their owner.
 *
 * @param keep names directly in the directory that stay
 * @param signal stops it between two entries
 */
export async function removeContents(
  directory: Path,
  keep: readonly string[] = [],
  signal?: AbortSignal,
): Promise<void> {
  for (const entry of await entriesOf(directory)) {
    signal?.throwIfAborted();
    if (keep.includes(entry.name.toString())) continue;
    const path = Buffer.concat([Buffer.from(directory), SEPARATOR, entry.name]);
    if (entry.isDirectory()) {
      await removeContents(path, [], signal);
      await unlessGone(opening(directory, () => rmdir(path)));
    } else {
      await unlessGone(opening(directory, () => unlink(path)));
    }
  }
}

async function entriesOf(directory: Path) {
  const read = () => readdir(directory, { withFileTypes: true, encoding: 'buffer' });
  return (await unlessGone(opening(directory, read))) ?? [];
}

/** Does what needs permission to read and write a directory, and takes that permission where it is missing. */
async function opening<T>(directory: Path, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    if (!(await lstat(directory)).isDirectory()) throw error;
    await chmod(directory, 0o700);
    return action();
  }
}

/** Another process may remove the same things: a tool's last child, or a sweep that takes over. */
async function unlessGone<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
