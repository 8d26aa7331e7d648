import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';

export interface Granted {
  /** At least 1. */
  readonly cpus: number;
  readonly memoryMiB: number;
}

const MIB = 1024 * 1024;

/**
 * What this process may use: the control group's quota where it has one (v1 or v2), never more than the CPUs it
 * may run on and the memory that there is.
 *
 * @param cgroupRoot where the control groups are mounted
 */
export function grantedResources(cgroupRoot = '/sys/fs/cgroup'): Granted {
  const cpus = Math.min(cpuQuota(cgroupRoot) ?? Infinity, availableParallelism());
  const memoryBytes = Math.min(memoryLimitBytes(cgroupRoot) ?? Infinity, totalmem());
  return { cpus: Math.max(1, Math.floor(cpus)), memoryMiB: Math.floor(memoryBytes / MIB) };
}

/** https://docs.kernel.org/admin-guide/cgroup-v2.html (cpu.max) and cgroup-v1's cpu.cfs_* files; microseconds. */
function cpuQuota(root: string): number | undefined {
  const [quota = 'max', period = '100000'] = read(join(root, 'cpu.max'))?.split(' ') ?? [
    read(join(root, 'cpu/cpu.cfs_quota_us')),
    read(join(root, 'cpu/cpu.cfs_period_us')),
  ];
  const cpus = Number(quota) / Number(period);
  return Number.isFinite(cpus) && cpus > 0 ? cpus : undefined;
}

/** Where v1 sets no limit it gives about 9.2e18, which is above any machine's memory. */
function memoryLimitBytes(root: string): number | undefined {
  const limit = Number(
    read(join(root, 'memory.max')) ?? read(join(root, 'memory/memory.limit_in_bytes')) ?? NaN,
  );
  return Number.isFinite(limit) && limit > 0 ? limit : undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
