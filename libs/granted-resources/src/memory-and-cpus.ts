import { availableParallelism, totalmem } from 'node:os';
import { readCgroups, type CgroupFiles } from './cgroup.ts';
import type { TaskLimits } from './task-limits.ts';

export interface Granted {
  /** At least 1. */
  readonly cpus: number;
  readonly memoryMiB: number;
}

const MIB = 1024 * 1024;

/**
 * The CPUs and memory that this process may use. What ECS or Slurm granted counts, else the control groups' quota. It is never
 * more than the host has. `process.constrainedMemory()` cannot be used: it ignores the groups above the process's own,
 * and without a limit it returns about 1.8e19 on v1.
 *
 * @param cgroupFiles for tests
 */
export function grantedResources(
  { cpus: taskCpus, memoryMiB: taskMemoryMiB = Infinity }: TaskLimits = {},
  cgroupFiles?: CgroupFiles,
): Granted {
  const cgroups = readCgroups(cgroupFiles);
  const cpus = Math.min(taskCpus ?? cgroups.cpus ?? Infinity, availableParallelism());
  const memoryMiB = Math.min(
    taskMemoryMiB,
    Math.min(cgroups.memoryBytes ?? Infinity, totalmem()) / MIB,
  );
  return { cpus: Math.max(1, Math.floor(cpus)), memoryMiB: Math.floor(memoryMiB) };
}
