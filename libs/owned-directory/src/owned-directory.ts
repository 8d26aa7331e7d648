import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LIFELINE_FILE, makeLifeline } from './lifeline.ts';
import { HEARTBEAT_INTERVAL_MS } from './liveness.ts';
import { OWNER_FILE, type Owner } from './owner.ts';
import { ownIdentity } from './process-identity.ts';
import { provisionalName } from './provisional-directory.ts';
import { removeTree } from './remove-tree.ts';

/** A directory that belongs to one process, and shows whoever looks at it whether that process lives. */
export interface OwnedDirectory {
  readonly root: string;
  /** Ends the signs of life. Without them, any process may remove the directory once this one has ended. */
  readonly letGo: () => void;
}

/** The files that say whose a directory is, and whether that process lives. Who keeps these keeps it sweepable. */
export const OWNERSHIP_FILES: readonly string[] = [OWNER_FILE, LIFELINE_FILE];

/**
 * Makes `<base>/<uuid>` with directories in it, for this user only, with a file that says whose it is, and gives
 * signs of life from then on. When it fails, nothing is left.
 *
 * @param directories names below the new directory, each after the one that it lies in
 * @throws what the operating system says
 */
export async function createOwnedDirectory(
  base: string,
  directories: readonly string[],
): Promise<OwnedDirectory> {
  const root = join(base, randomUUID());
  const identity = ownIdentity();
  const provisional = provisionalName(root, identity);
  try {
    mkdirSync(provisional, { mode: 0o700 });
    const owner: Owner = { root, ...identity };
    writeFileSync(join(provisional, OWNER_FILE), JSON.stringify(owner), { mode: 0o600 });
    for (const directory of directories) {
      await mkdir(join(provisional, directory), { mode: 0o700 });
    }
    const lifeline = await makeLifeline(provisional);
    // From now on the owner file says whose it is.
    renameSync(provisional, root);
    return { root, letGo: giveSignsOfLife(root, lifeline) };
  } catch (error) {
    await removeTree(provisional).catch(() => undefined);
    throw error;
  }
}

/** When the owner last gave a sign of life, by the clock of the file system; undefined where there is no owner file. */
export const heartbeatAtMs = (root: string): number | undefined =>
  statSync(join(root, OWNER_FILE), { throwIfNoEntry: false })?.mtimeMs;

function giveSignsOfLife(root: string, lifeline: number | undefined): () => void {
  const timer = setInterval(() => beat(join(root, OWNER_FILE)), HEARTBEAT_INTERVAL_MS).unref();
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    clearInterval(timer);
    if (lifeline !== undefined) closeSync(lifeline);
  };
}

/** Takes no space, so a full disk does not stop it; the next beat makes up for one that is missed. */
function beat(ownerFile: string): void {
  try {
    const now = new Date();
    utimesSync(ownerFile, now, now);
  } catch {
    // The owner's own work will meet whatever is wrong with this disk, and report it where it matters.
  }
}
