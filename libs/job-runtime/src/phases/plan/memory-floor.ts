import type { AnyTool } from '@joblayer/tool-definition';
import { usageError } from '../../job/errors.ts';
import type { JobSettings } from '../../job/job.ts';

/**
 * Refuses a job that has less memory than its tool can work with: it would die in the middle, after everything was staged.
 *
 * @throws JobError `usage`
 */
export function checkMemory(
  { name, resources: { minimumMemoryMiB: floor = 0 } }: Pick<AnyTool, 'name' | 'resources'>,
  { memoryMiB, memoryIsAsked = false }: Pick<JobSettings, 'memoryMiB' | 'memoryIsAsked'>,
): void {
  if (memoryMiB >= floor) return;
  const needs = `${name} needs at least ${floor} MiB of memory`;
  throw memoryIsAsked
    ? usageError(
        `${needs}, and --memory-mib or --memory gives it ${memoryMiB} MiB`,
        `Give --memory-mib ${floor} or more, in a container that has as much.`,
      )
    : usageError(
        `${needs}, and the container was granted ${memoryMiB} MiB`,
        `Ask for more: docker run --memory ${floor}m on a host that has it, in AWS Batch MEMORY ${floor} or more in the job definition.`,
      );
}
