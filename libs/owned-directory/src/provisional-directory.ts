import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { isDeadWithoutLifeline, type Observer } from './liveness.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { removeTree } from './remove-tree.ts';

/**
 * The name of a directory that has no owner file yet, or has it no longer. The name identifies the owner, and it
 * appears and goes together with the directory. So a kill at any moment leaves a directory with a known owner.
 */
export function provisionalName(
  path: string,
  { bootId, pidNamespace, pid, startTime }: ProcessIdentity,
): string {
  const namespace = /\d+/.exec(pidNamespace)?.[0] ?? '';
  return `${path}.bare-${[bootId, namespace, pid, startTime].join('_')}`;
}

const PROVISIONAL = /^.+\.bare-([\da-f-]*)_(\d*)_(\d+)_(\d*)$/;

/**
 * Removes a provisional directory of this user if its process is certainly dead.
 *
 * @returns whether it was removed; never throws
 */
export async function removeAbandoned(path: string, observer: Observer): Promise<boolean> {
  try {
    const { uid, mtimeMs } = lstatSync(path);
    const ageMs = Date.now() - mtimeMs;
    if (uid !== process.getuid?.() || !isAbandoned(basename(path), ageMs, observer)) return false;
    await removeTree(path);
    return true;
  } catch {
    return false;
  }
}

/** Whether the name is a provisional one, and its process is certainly dead. */
function isAbandoned(name: string, ageMs: number, observer: Observer): boolean {
  const [, bootId, namespace, pid, startTime] = PROVISIONAL.exec(name) ?? [];
  if (bootId === undefined || startTime === undefined) return false;
  const owner = { bootId, pidNamespace: `pid:[${namespace}]`, pid: Number(pid), startTime };
  return isDeadWithoutLifeline(owner, ageMs, observer);
}
