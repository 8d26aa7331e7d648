import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Distinguishes a process from every other, on this host and others. A process id alone does not: the kernel reuses it,
 * and each container counts its own. A part that /proc does not state is empty, and proves nothing.
 */
export interface ProcessIdentity {
  readonly host: string;
  /** Differs for each start of a kernel: /proc/sys/kernel/random/boot_id. */
  readonly bootId: string;
  /** The namespace in which `pid` is valid, such as `pid:[4026531836]`. */
  readonly pidNamespace: string;
  readonly pid: number;
  /** In clock ticks since the kernel started. */
  readonly startTime: string;
}

export function ownIdentity(): ProcessIdentity {
  return {
    host: hostname(),
    bootId: bootId(),
    pidNamespace: pidNamespace(),
    pid: process.pid,
    startTime: startTimeOf(process.pid) ?? '',
  };
}

/** When a process of this namespace was started; undefined if none has this id. proc(5), field 22. */
export function startTimeOf(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // Splits after the last parenthesis: the second field, the program's name, may hold spaces and parentheses.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

const bootId = (): string =>
  attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '';

const pidNamespace = (): string => attempt(() => readlinkSync('/proc/self/ns/pid')) ?? '';

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
