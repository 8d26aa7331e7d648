import { renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { holdDirectory, type HeldDirectory } from './held-directory.ts';
import { OWNER_FILE } from './owner.ts';
import { ownIdentity } from './process-identity.ts';
import { provisionalName } from './provisional-directory.ts';
import { removeContents } from './remove-tree.ts';

/**
 * Removes a directory whose owner file has been checked. First the directory gets a name that identifies the owner,
 * then the owner file goes. So a removal that is cut short leaves a directory with a known owner.
 *
 * @throws the operating system's error
 */
export async function removeMarkedDirectory(root: string): Promise<void> {
  const held = await holdDirectory(root);
  try {
    await removeHeldDirectory(root, held);
  } finally {
    await held.close();
  }
}

/** The same for a directory that is held already. What another user puts under its name meanwhile stays. */
export async function removeHeldDirectory(root: string, held: HeldDirectory): Promise<void> {
  await removeContents(held.path, [OWNER_FILE]);
  const provisional = provisionalName(root, ownIdentity());
  renameSync(root, provisional);
  unlinkSync(join(held.path, OWNER_FILE));
  rmdirSync(provisional);
}
