import { lstatSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lifelineState } from './lifeline.ts';
import { isDead, type Observer } from './liveness.ts';
import { OWNER_FILE, parseOwner } from './owner.ts';
import { ownIdentity, startTimeOf } from './process-identity.ts';

/** This process in the role of the observer, which finds out whether others live. */
export const ownObserver = (): Observer => ({ ...ownIdentity(), startTimeOf });

/**
 * For how long the dead owner of a directory has given no sign of life. Undefined if the owner may live, or the
 * directory was not made as `name` by this user.
 *
 * @throws the operating system's error if the directory is gone, or this user may not touch it
 */
export function deadForMs(found: string, name: string, observer: Observer): number | undefined {
  const directory = lstatSync(found);
  // Another user could have written anything into a directory of theirs, or made a link.
  if (!directory.isDirectory() || directory.uid !== process.getuid?.()) return undefined;
  const ownerFile = lstatSync(join(found, OWNER_FILE));
  if (!ownerFile.isFile()) return undefined;
  const owner = parseOwner(readFileSync(join(found, OWNER_FILE), 'utf8'));
  if (owner === undefined || basename(owner.root) !== name) return undefined;
  const heartbeatAgeMs = Date.now() - ownerFile.mtimeMs;
  const lifeline = lifelineState(found);
  return isDead({ owner, heartbeatAgeMs, lifeline }, observer) ? heartbeatAgeMs : undefined;
}
