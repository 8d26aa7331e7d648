import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OWNER_FILE } from './owner.ts';
import { removeContents } from './remove-tree.ts';

/**
 * Removes a directory whose owner file has been checked. The owner file goes last, so that a removal that is cut
 * short leaves a directory which the next job still knows as ours.
 */
export async function removeMarkedDirectory(root: string, signal?: AbortSignal): Promise<void> {
  await removeContents(root, [OWNER_FILE], signal);
  rmSync(join(root, OWNER_FILE), { force: true });
  rmdirSync(root);
}
