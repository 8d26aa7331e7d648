import { availableParallelism, totalmem } from 'node:os';
import { readCgroups, type CgroupFiles } from './cgroup.ts';
import type { TaskLimits } from './ecs-metadata.ts';

export interface Granted {
  /** At least 1. */
  readonly cpus: number;
  readonly memoryMiB: number;
}

const MIB = 1024 * 1024;

/**
 * What this process may use: what ECS granted, else the control groups' quota, and never more than the CPUs it may
 * run on and the memory that there is. `process.constrainedMemory()` does not serve: without a limit it answers
 * about 1.8e19 on v1, and it knows no group above the own.
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
