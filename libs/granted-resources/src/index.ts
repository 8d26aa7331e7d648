export { readCgroups, type Cgroups } from './cgroup.ts';
export { readTaskLimits, type TaskLimits } from './ecs-metadata.ts';
export { grantedResources } from './memory-and-cpus.ts';
