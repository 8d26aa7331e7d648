import { setTimeout as sleep } from 'node:timers/promises';
import { readProcessTable, wasStartedWith, type ProcessEntry } from './process-table.ts';

/** Processes that do nothing but start others and collect those that end. */
const INITS = ['tini', 'docker-init', 'dumb-init', 'catatonit', 'podman-init'];

/** How long SIGKILL may take: a process in uninterruptible sleep ends only with its I/O. */
const KILL_PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 5;

/**
 * A variable in the environment of a process and, by inheritance, of all that descend from it. So they are found
 * when they have left the process group and their parents are gone.
 */
export interface ProcessMark {
  readonly name: string;
  readonly value: string;
}

/** Signals all processes with a mark, and where this process has a container of its own, all others in it. */
export function signalDescendants(
  mark: ProcessMark,
  signal: NodeJS.Signals,
  exceptGroups: readonly number[] = [],
): number {
  const found = findDescendants(mark).filter(({ group }) => !exceptGroups.includes(group));
  return found.filter(({ pid }) => send(pid, signal)).length;
}

/** Kills them until there are none, as one may start another meanwhile; returns how many it killed. */
export async function endDescendants(mark: ProcessMark): Promise<number> {
  return killAll(() => findDescendants(mark));
}

/** The same for processes with a mark alone, which another process had started that is gone. */
export async function endMarked({ name, value }: ProcessMark): Promise<number> {
  return killAll(() =>
    readProcessTable().filter(({ pid }) => wasStartedWith(pid, `${name}=${value}`)),
  );
}

async function killAll(find: () => readonly ProcessEntry[]): Promise<number> {
  const killed = new Set<number>();
  const deadline = performance.now() + KILL_PATIENCE_MS;
  // Twice none: while a process is starting another program, its environment reads as empty.
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
  const alone = isAlone(table);
  return [...table.values()].filter(
    ({ pid }) =>
      !own.has(pid) &&
      // Where we are alone, a daemon with an environment of its own cannot hide. What `docker exec` brought in
      // has no parent here, and is not the tool's.
      (wasStartedWith(pid, `${name}=${value}`) ||
        (alone && ancestorsOf(pid, table).at(-1)?.pid === 1)),
  );
}

/** Whether this process is the only work of its PID namespace: nothing but inits are above it, up to process 1. */
export function isAlone(
  table: ReadonlyMap<number, ProcessEntry> = new Map(
    readProcessTable().map((entry) => [entry.pid, entry]),
  ),
): boolean {
  if (process.pid === 1) return true;
  const ancestors = ancestorsOf(process.pid, table);
  return ancestors.at(-1)?.pid === 1 && ancestors.every(({ name }) => INITS.includes(name));
}

/** From the parent upwards. */
function ancestorsOf(pid: number, table: ReadonlyMap<number, ProcessEntry>): ProcessEntry[] {
  const ancestors: ProcessEntry[] = [];
  let next = table.get(table.get(pid)?.parent ?? 0);
  while (next !== undefined && !ancestors.includes(next)) {
    ancestors.push(next);
    next = table.get(next.parent);
  }
  return ancestors;
}

/** @returns false where it has ended meanwhile, or is not ours to signal */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
