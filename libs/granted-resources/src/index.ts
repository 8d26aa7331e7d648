export { readCgroups, type Cgroups } from './cgroup.ts';
export { readTaskLimits } from './read-task-limits.ts';
export type { TaskLimits } from './task-limits.ts';
export { grantedResources } from './memory-and-cpus.ts';
