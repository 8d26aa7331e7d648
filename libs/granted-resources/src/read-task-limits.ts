import { readEcsLimits } from './ecs-metadata.ts';
import { readSlurmLimits } from './slurm.ts';
import type { TaskLimits } from './task-limits.ts';

/** What ECS granted, else Slurm. Empty outside of both. */
export async function readTaskLimits(env: NodeJS.ProcessEnv): Promise<TaskLimits> {
  return { ...readSlurmLimits(env), ...(await readEcsLimits(env)) };
}
