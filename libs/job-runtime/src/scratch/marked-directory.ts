import { renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownIdentity } from '../host/process-identity.ts';
import { bareName } from './bare-name.ts';
import { OWNER_FILE } from './owner.ts';
import { removeContents } from './remove-tree.ts';

/**
 * Removes a directory whose owner file has been checked. The owner file goes last, and only once the name says
 * whose it is, so that a removal that is cut short leaves a directory which the next job still knows as ours.
 */
export async function removeMarkedDirectory(root: string, signal?: AbortSignal): Promise<void> {
  await removeContents(root, [OWNER_FILE], signal);
  const bare = bareName(root, ownIdentity());
  renameSync(root, bare);
  rmSync(join(bare, OWNER_FILE), { force: true });
  rmdirSync(bare);
}
