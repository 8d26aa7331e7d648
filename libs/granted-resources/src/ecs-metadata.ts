import * as z from 'zod';
import type { TaskLimits } from './task-limits.ts';

const TIMEOUT_MS = 1_000;
/** ECS counts a container's CPU in 1024ths of a vCPU. A value of at most 2 means that the container asked for none. */
const UNITS_PER_VCPU = 1024;
const UNSET_CPU_UNITS = 2;

/** A container's `CPU` is in units, a task's in vCPUs. `Memory` is in MiB. 0 means no limit. */
const schema = z.object({
  Limits: z.object({ CPU: z.number().optional(), Memory: z.number().optional() }).optional(),
});

/**
 * Asks ECS what it granted to this container, else to its task. On EC2, vCPUs are shares and not a quota, so no other
 * source states them. The result is empty outside ECS, and if ECS does not respond within a second.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html
 */
export async function readEcsLimits(env: NodeJS.ProcessEnv): Promise<TaskLimits> {
  const uri = env['ECS_CONTAINER_METADATA_URI_V4'];
  if (!uri) return {};
  const [container, task] = await Promise.all([readLimits(uri), readLimits(`${uri}/task`)]);
  const units = container.CPU ?? 0;
  const cpus = units > UNSET_CPU_UNITS ? units / UNITS_PER_VCPU : positive(task.CPU);
  const memoryMiB = least(positive(container.Memory), positive(task.Memory));
  return { ...(cpus !== undefined && { cpus }), ...(memoryMiB !== undefined && { memoryMiB }) };
}

async function readLimits(
  url: string,
): Promise<{ CPU?: number | undefined; Memory?: number | undefined }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return {};
    return schema.parse(await response.json()).Limits ?? {};
  } catch {
    return {};
  }
}

const positive = (value: number | undefined) => (value && value > 0 ? value : undefined);

const least = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : Math.min(a, b ?? a);
