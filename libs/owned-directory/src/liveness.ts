import type { LifelineState } from './lifeline.ts';
import type { Owner } from './owner.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** How often an owner renews its heartbeat. */
export const HEARTBEAT_INTERVAL_MS = 5_000;

/**
 * An owner in another container of this host that was silent for longer is dead. These are twelve beats: a process
 * that waits for a slow disk misses fewer. The two share one clock.
 */
const STALE_ON_THIS_HOST_MS = 60_000;

/** The same for an owner on another host, by a network file system: its clock may differ by minutes. */
const STALE_ELSEWHERE_MS = 600_000;

/** What is known of a directory's owner. */
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
 * Whether the owner of a directory is dead for certain. The surest sign decides: first its lifeline, on this kernel;
 * then its process, where process ids mean the same here; last its heartbeat.
 */
export function isDead({ owner, heartbeatAgeMs, lifeline }: Signs, observer: Observer): boolean {
  const sameKernel = owner.bootId !== '' && owner.bootId === observer.bootId;
  if (sameKernel && lifeline !== 'absent') return lifeline === 'broken';
  return isDeadWithoutLifeline(owner, heartbeatAgeMs, observer);
}

/** The same where there is no lifeline to ask. */
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
