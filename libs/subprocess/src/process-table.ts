import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  /** The program's name, its first 15 characters. */
  readonly name: string;
  readonly parent: number;
  readonly group: number;
}

/** The visible processes that have not ended. proc(5), /proc/pid/stat. */
export function readProcessTable(): readonly ProcessEntry[] {
  return pids().flatMap((pid) => {
    const stat = readOr(`/proc/${pid}/stat`, '');
    const [state = '', parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Z and X: the process has ended, and its parent has not yet read its exit code.
    if (stat === '' || 'ZX'.includes(state)) return [];
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return [{ pid, name, parent: Number(parent), group: Number(group) }];
  });
}

/**
 * Whether a process was started with a variable. False for a process of another user, whose
 * environment cannot be read.
 */
export function wasStartedWith(pid: number, variable: string): boolean {
  return readOr(`/proc/${pid}/environ`, '').split('\0').includes(variable);
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return []; // Not Linux, or no /proc: only process groups are known.
  }
}

function readOr(path: string, fallback: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}
