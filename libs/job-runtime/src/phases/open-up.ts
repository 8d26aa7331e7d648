import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A directory's entries can be used only with both. */
const OWNER_READS_AND_ENTERS = 0o500;

/** Gives the owner back the permission to read directories that a tool left without it. Follows no link. */
export async function openUp(directory: string): Promise<void> {
  const mode = (await stat(directory)).mode & 0o777;
  if ((mode & OWNER_READS_AND_ENTERS) !== OWNER_READS_AND_ENTERS) {
    // Where it cannot, reading fails, and that names the path.
    await chmod(directory, mode | OWNER_READS_AND_ENTERS).catch(() => undefined);
  }
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await openUp(join(directory, entry.name));
  }
}
