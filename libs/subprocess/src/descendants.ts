import { setTimeout as sleep } from 'node:timers/promises';
import { readProcessTable, wasStartedWith, type ProcessEntry } from './process-table.ts';

/** Init programs: they only start other processes and reap the ended ones. */
const INITS = ['tini', 'docker-init', 'dumb-init', 'catatonit', 'podman-init'];

/** Time limit for SIGKILL: a process in uninterruptible sleep ends only with its I/O. */
const KILL_PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 5;

/**
 * A variable in the environment of a process. All its descendants inherit it, so it finds those
 * that left the process group and lost their parents.
 */
export interface ProcessMark {
  readonly name: string;
  readonly value: string;
}

/**
 * Signals all processes with a mark. If this process has its own container, signals all others in
 * it.
 */
export function signalDescendants(
  mark: ProcessMark,
  signal: NodeJS.Signals,
  exceptGroups: readonly number[] = [],
): number {
  const found = findDescendants(mark).filter(({ group }) => !exceptGroups.includes(group));
  return found.filter(({ pid }) => send(pid, signal)).length;
}

/** Kills descendants until none is left, as each may start another. Returns how many it killed. */
export async function endDescendants(mark: ProcessMark): Promise<number> {
  return killAll(() => findDescendants(mark));
}

/** Kills processes by their mark alone, if the process that started them is gone. */
export async function endMarked({ name, value }: ProcessMark): Promise<number> {
  return killAll(() =>
    readProcessTable().filter(({ pid }) => wasStartedWith(pid, `${name}=${value}`)),
  );
}

async function killAll(find: () => readonly ProcessEntry[]): Promise<number> {
  const killed = new Set<number>();
  const deadline = performance.now() + KILL_PATIENCE_MS;
  // Two rounds must find none: the environment reads as empty during exec.
  for (let none = 0; performance.now() < deadline; await sleep(LOOK_AGAIN_MS)) {
    const alive = find().map(({ pid }) => pid);
    none = alive.length === 0 ? none + 1 : 0;
    if (none === 2) break;
    alive.filter((pid) => send(pid, 'SIGKILL')).forEach((pid) => killed.add(pid));
  }
  return killed.size;
}

function findDescendants({ name, value }: ProcessMark): readonly ProcessEntry[] {
  const table = new Map(readProcessTable().map((entry) => [entry.pid, entry]));
  const own = new Set([process.pid, ...ancestorsOf(process.pid, table).map(({ pid }) => pid)]);
  const init = initOf(table);
  return [...table.values()].filter(
    ({ pid }) =>
      !own.has(pid) &&
      // A daemon may clear its environment. The init above this process has started nothing else, so
      // its other descendants are the tool's. A process that `docker exec` started is none of them.
      (wasStartedWith(pid, `${name}=${value}`) ||
        (init !== undefined && ancestorsOf(pid, table).some(({ pid }) => pid === init.pid))),
  );
}

/**
 * The init that started this process: process 1 of a container, or a subreaper, to which the kernel
 * gives the daemons that have lost their parents. prctl(2), PR_SET_CHILD_SUBREAPER.
 */
function initOf(table: ReadonlyMap<number, ProcessEntry>): ProcessEntry | undefined {
  if (process.pid === 1) return table.get(1);
  const parent = table.get(table.get(process.pid)?.parent ?? 0);
  return parent !== undefined && INITS.includes(parent.name) ? parent : undefined;
}

/**
 * Whether this process is the only work of its PID namespace: only inits are above it, up to
 * process 1.
 */
export function isAlone(
  table: ReadonlyMap<number, ProcessEntry> = new Map(
    readProcessTable().map((entry) => [entry.pid, entry]),
  ),
): boolean {
  if (process.pid === 1) return true;
  const ancestors = ancestorsOf(process.pid, table);
  return ancestors.at(-1)?.pid === 1 && ancestors.every(({ name }) => INITS.includes(name));
}

/** The ancestors of a process, its parent first. */
function ancestorsOf(pid: number, table: ReadonlyMap<number, ProcessEntry>): ProcessEntry[] {
  const ancestors: ProcessEntry[] = [];
  let next = table.get(table.get(pid)?.parent ?? 0);
  while (next !== undefined && !ancestors.includes(next)) {
    ancestors.push(next);
    next = table.get(next.parent);
  }
  return ancestors;
}

/** @returns false if the process has ended, or if this user may not signal it */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
