import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** open(2): a descriptor that only names a file, and needs no permission on it. The value is Linux's on x86 and ARM. */
const O_PATH = 0o10000000;

/** A directory held by a descriptor, which stays the same if another process puts something else under its name. */
export interface HeldDirectory {
  /** Leads to the directory by its descriptor, not its name, so that no operation below it ends up elsewhere. */
  readonly path: string;
  readonly handle: FileHandle;
  readonly close: () => Promise<void>;
}

/**
 * Holds a directory by a descriptor. Refuses a link that has the directory's name.
 *
 * @throws the operating system's error: `ENOTDIR` or `ELOOP` for a link
 */
export async function holdDirectory(path: string | Buffer): Promise<HeldDirectory> {
  const flags = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  const handle = await open(path, flags);
  // Without the dot, lstat would see the link in /proc instead of the directory.
  return { path: `/proc/self/fd/${handle.fd}/.`, handle, close: () => handle.close() };
}
