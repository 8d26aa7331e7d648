import type { ProcessIdentity } from '../host/process-identity.ts';
import type { LifelineState } from './lifeline.ts';
import type { Owner } from './owner.ts';

/** How often an owner renews its heartbeat. */
export const HEARTBEAT_INTERVAL_MS = 5_000;

/**
 * Without a heartbeat for so long, a job of another container on this host is dead: twelve beats, more than a
 * job that waits for a slow disk goes without one, and the two share one clock.
 */
const STALE_ON_THIS_HOST_MS = 60_000;

/** The same for a job of another host on a network file system, whose clock may differ by minutes. */
const STALE_ELSEWHERE_MS = 600_000;

/** What is known of a scratch directory's owner. */
export interface Signs {
  readonly owner: Owner;
  readonly heartbeatAgeMs: number;
  readonly lifeline: LifelineState;
}

/** Who asks. */
export interface Observer extends Pick<ProcessIdentity, 'bootId' | 'pidNamespace'> {
  readonly startTimeOf: (pid: number) => string | undefined;
}

/**
 * Whether the owner of a scratch directory is dead for certain. The surest sign decides: on this kernel its
 * lifeline, else its process, where its number means the same here; for want of both its heartbeat.
 */
export function isDead({ owner, heartbeatAgeMs, lifeline }: Signs, observer: Observer): boolean {
  const sameKernel = owner.bootId !== '' && owner.bootId === observer.bootId;
  if (sameKernel && lifeline !== 'absent') return lifeline === 'broken';
  return isDeadWithoutLifeline(owner, heartbeatAgeMs, observer);
}

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
