import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** open(2): a descriptor that only names a file. Opening one needs no permission on the file. Linux on x86 and ARM. */
const O_PATH = 0o10000000;

/** A directory that stays the same one, whatever another process puts under its name. */
export interface HeldDirectory {
  /** Leads to the directory itself, without its name: what is done below it cannot end up elsewhere. */
  readonly path: string;
  readonly handle: FileHandle;
  readonly close: () => Promise<void>;
}

/**
 * Holds a directory by a descriptor. A link in the place of the directory is refused.
 *
 * @throws what the operating system says: `ENOTDIR` or `ELOOP` for a link
 */
export async function holdDirectory(path: string | Buffer): Promise<HeldDirectory> {
  const flags = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  const handle = await open(path, flags);
  // The dot makes lstat, too, see the directory instead of the link in /proc.
  return { path: `/proc/self/fd/${handle.fd}/.`, handle, close: () => handle.close() };
}
