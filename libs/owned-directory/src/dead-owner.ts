import { lstatSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lifelineState } from './lifeline.ts';
import { isDead, type Observer } from './liveness.ts';
import { OWNER_FILE, parseOwner } from './owner.ts';
import { ownIdentity, startTimeOf } from './process-identity.ts';

/** This process, as the one that asks whether others live. */
export const ownObserver = (): Observer => ({ ...ownIdentity(), startTimeOf });

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
