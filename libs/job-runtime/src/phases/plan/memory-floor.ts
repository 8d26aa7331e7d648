import type { AnyTool } from '@joblayer/tool-definition';
import { usageError } from '../../job/errors.ts';
import type { JobSettings } from '../../job/job.ts';

/**
 * Refuses a job that was granted less memory than its tool needs. Otherwise it would fail only after everything was
 * staged. The plan has checked the memory that the arguments ask for.
 *
 * @throws JobError `usage`
 */
export function checkMemory(tool: AnyTool, { memoryMiB }: Pick<JobSettings, 'memoryMiB'>): void {
  const { name, resources } = tool;
  const { minimumMemoryMiB: floor = 0 } = resources;
  if (memoryMiB >= floor) return;
  throw usageError(
    `${name} needs at least ${floor} MiB of memory, and the container was granted ${memoryMiB} MiB`,
    `Ask for more: docker run --memory ${floor}m on a host that has it, in AWS Batch MEMORY ${floor} or more in the job definition.`,
  );
}
