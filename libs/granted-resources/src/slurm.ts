import type { TaskLimits } from './task-limits.ts';

/**
 * What Slurm granted to the task that this process is. Slurm need not limit a job by control groups, so its variables
 * count. Memory is in MiB; 0 means all of the node's.
 *
 * sbatch(1), OUTPUT ENVIRONMENT VARIABLES
 */
export function readSlurmLimits(env: NodeJS.ProcessEnv): TaskLimits {
  const cpus = positive(env['SLURM_CPUS_PER_TASK']) ?? positive(env['SLURM_CPUS_ON_NODE']);
  const byNode = positive(env['SLURM_MEM_PER_NODE']);
  const byCpu = positive(env['SLURM_MEM_PER_CPU']);
  const memoryMiB = byNode ?? (byCpu === undefined ? undefined : byCpu * (cpus ?? 1));
  return { ...(cpus !== undefined && { cpus }), ...(memoryMiB !== undefined && { memoryMiB }) };
}

const positive = (text: string | undefined): number | undefined =>
  /^0*[1-9]\d*$/.test(text ?? '') ? Number(text) : undefined;
