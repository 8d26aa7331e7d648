import { randomUUID } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ownIdentity } from '../host/process-identity.ts';
import { bareName } from './bare-name.ts';
import { lifelineState, makeLifeline } from './lifeline.ts';
import { HEARTBEAT_INTERVAL_MS, isDead, type Observer } from './liveness.ts';
import { OWNER_FILE, parseOwner, type Owner } from './owner.ts';
import { removeTree } from './remove-tree.ts';

/** A directory that belongs to one process, and gives signs of that one's life to whoever looks at it. */
export interface OwnedDirectory {
  readonly root: string;
  /** Ends the signs of life. Without them, any job may remove the directory once this process has ended. */
  readonly letGo: () => void;
}

/**
 * Makes `<base>/<uuid>` with directories in it, for this user only, with a file that says whose it is, and gives
 * signs of life from then on. When it fails, nothing is left.
 */
export async function createOwnedDirectory(
  base: string,
  directories: readonly string[],
): Promise<OwnedDirectory> {
  const root = join(base, randomUUID());
  const identity = ownIdentity();
  const bare = bareName(root, identity);
  try {
    mkdirSync(bare, { mode: 0o700 });
    const owner: Owner = { root, ...identity };
    writeFileSync(join(bare, OWNER_FILE), JSON.stringify(owner), { mode: 0o600 });
    for (const directory of directories) await mkdir(join(bare, directory), { mode: 0o700 });
    const lifeline = await makeLifeline(bare);
    // From now on the owner file says whose it is.
    renameSync(bare, root);
    return { root, letGo: giveSignsOfLife(root, lifeline) };
  } catch (error) {
    await removeTree(bare).catch(() => undefined);
    throw error;
  }
}

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

/** Takes no space, so a full disk does not stop it; one that is missed is made up for by the next. */
function beat(ownerFile: string): void {
  try {
    const now = new Date();
    utimesSync(ownerFile, now, now);
  } catch {
    // The job itself will meet whatever ails this disk, and report it where it matters.
  }
}

/**
 * For how long the owner of a directory has given no sign of life, where the directory was made as `name` by this
 * user, and its owner is dead for certain; else undefined.
 *
 * @throws what the operating system says of a directory that is gone, or not for this user to touch
 */
export function deadForMs(found: string, name: string, observer: Observer): number | undefined {
  const directory = lstatSync(found);
  // Not through a link, and not another user's, who could have written anything into it.
  if (!directory.isDirectory() || directory.uid !== process.getuid?.()) return undefined;
  const ownerFile = lstatSync(join(found, OWNER_FILE));
  if (!ownerFile.isFile()) return undefined;
  const owner = parseOwner(readFileSync(join(found, OWNER_FILE), 'utf8'));
  if (owner === undefined || basename(owner.root) !== name) return undefined;
  const heartbeatAgeMs = Date.now() - ownerFile.mtimeMs;
  const lifeline = lifelineState(found);
  return isDead({ owner, heartbeatAgeMs, lifeline }, observer) ? heartbeatAgeMs : undefined;
}
