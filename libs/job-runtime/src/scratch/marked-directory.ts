import { renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ownIdentity } from '../host/process-identity.ts';
import { bareName } from './bare-name.ts';
import { holdDirectory, type HeldDirectory } from './held-directory.ts';
import { OWNER_FILE } from './owner.ts';
import { removeContents } from './remove-tree.ts';

/**
 * Removes a directory whose owner file has been checked. The owner file goes last, and only once the name says
 * whose it is, so that a removal that is cut short leaves a directory which the next job still knows as ours.
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
  const bare = bareName(root, ownIdentity());
  renameSync(root, bare);
  unlinkSync(join(held.path, OWNER_FILE));
  rmdirSync(bare);
}
