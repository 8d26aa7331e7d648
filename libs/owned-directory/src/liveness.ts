import type { LifelineState } from './lifeline.ts';
import type { Owner } from './owner.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** How often an owner renews its heartbeat. */
export const HEARTBEAT_INTERVAL_MS = 5_000;

/**
 * An owner in another container of this host counts as dead if it was silent for longer. These are twelve beats: a
 * process that waits for a slow disk misses fewer. Both processes share one clock.
 */
const STALE_ON_THIS_HOST_MS = 60_000;

/** The same for an owner on another host that shares a network file system: its clock may differ by minutes. */
const STALE_ELSEWHERE_MS = 600_000;

/** The facts about a directory's owner. */
export interface Signs {
  readonly owner: Owner;
  readonly heartbeatAgeMs: number;
  readonly lifeline: LifelineState;
}

/** The process that finds out whether the owner lives. */
export interface Observer extends Pick<ProcessIdentity, 'bootId' | 'pidNamespace'> {
  readonly startTimeOf: (pid: number) => string | undefined;
}

/**
 * Whether the owner of a directory is certainly dead. The surest sign decides: its lifeline on the same kernel, then
 * its process in the same PID namespace, then its heartbeat.
 */
export function isDead({ owner, heartbeatAgeMs, lifeline }: Signs, observer: Observer): boolean {
  const sameKernel = owner.bootId !== '' && owner.bootId === observer.bootId;
  if (sameKernel && lifeline !== 'absent') return lifeline === 'broken';
  return isDeadWithoutLifeline(owner, heartbeatAgeMs, observer);
}

/** The same without a lifeline. */
export function isDeadWithoutLifeline(
  { bootId, pidNamespace, pid, startTime }: Omit<ProcessIdentity, 'host'>,
  silentForMs: number,
  observer: Observer,
): boolean {
  if (bootId === '' || bootId !== observer.bootId) return silentForMs > STALE_ELSEWHERE_MS;
  const sameNumbers = pidNamespace !== '' && pidNamespace === observer.pidNamespace;
  if (!sameNumbers || startTime === '') return silentForMs > STALE_ON_THIS_HOST_MS;
  return observer.startTimeOf(pid) !== startTime;
}
