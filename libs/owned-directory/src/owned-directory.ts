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

/** A directory that belongs to one process, and shows others whether that process lives. */
export interface OwnedDirectory {
  readonly root: string;
  /** Ends the signs of life. From then on, another process may remove the directory. */
  readonly letGo: () => void;
}

/** The files that identify the owner and show whether it lives. A directory without them could not be swept. */
export const OWNERSHIP_FILES: readonly string[] = [OWNER_FILE, LIFELINE_FILE];

/**
 * Makes `<base>/<uuid>` with subdirectories and an owner file, for this user only. It then gives signs of life until
 * `letGo()`. If it fails, nothing is left.
 *
 * @param directories names below the new directory, each after its parent
 * @throws the operating system's error
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
    // The owner file is complete, so the name need no longer identify the owner.
    renameSync(provisional, root);
    return { root, letGo: giveSignsOfLife(root, lifeline) };
  } catch (error) {
    await removeTree(provisional).catch(() => undefined);
    throw error;
  }
}

/** When the owner last gave a sign of life, by the file system's clock; undefined if there is no owner file. */
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

/** Renews the heartbeat. It needs no space, so it works on a full disk. */
function beat(ownerFile: string): void {
  try {
    const now = new Date();
    utimesSync(ownerFile, now, now);
  } catch {
    // The next beat makes up for a missed one. If the disk is broken, the owner's own work will report that.
  }
}
