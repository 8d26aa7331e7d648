import type { ProcessIdentity } from '../host/process-identity.ts';
import { isDeadWithoutLifeline, type Observer } from './liveness.ts';

/**
 * A directory that has no owner file yet, or none any more, says in its name whose it is: a name comes and goes
 * with the directory in one step, so that a kill at any moment leaves nothing that nobody may remove.
 */
export function bareName(
  path: string,
  { bootId, pidNamespace, pid, startTime }: ProcessIdentity,
): string {
  const namespace = /\d+/.exec(pidNamespace)?.[0] ?? '';
  return `${path}.bare-${[bootId, namespace, pid, startTime].join('_')}`;
}

const BARE = /^.+\.bare-([\da-f-]*)_(\d*)_(\d+)_(\d*)$/;

/** Whether a directory of that name is one whose process is dead for certain. */
export function isAbandoned(name: string, ageMs: number, observer: Observer): boolean {
  const [, bootId, namespace, pid, startTime] = BARE.exec(name) ?? [];
  if (bootId === undefined || startTime === undefined) return false;
  const owner = { bootId, pidNamespace: `pid:[${namespace}]`, pid: Number(pid), startTime };
  return isDeadWithoutLifeline(owner, ageMs, observer);
}
