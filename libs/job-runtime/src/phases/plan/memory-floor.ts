import { type AnyTool, checkAskedMemory, describeDefinition } from '@joblayer/tool-definition';
import { asJobErrors, usageError } from '../../job/errors.ts';
import type { JobSettings } from '../../job/job.ts';

/**
 * Refuses a job that has less memory than its tool needs. Otherwise it would fail only after everything was staged.
 *
 * @throws JobError `usage`
 */
export function checkMemory(
  tool: AnyTool,
  { memoryMiB, memoryIsAsked = false }: Pick<JobSettings, 'memoryMiB' | 'memoryIsAsked'>,
): void {
  if (memoryIsAsked) {
    return asJobErrors(() => checkAskedMemory(describeDefinition(tool), memoryMiB));
  }
  const { name, resources } = tool;
  const { minimumMemoryMiB: floor = 0 } = resources;
  if (memoryMiB >= floor) return;
  throw usageError(
    `${name} needs at least ${floor} MiB of memory, and the container was granted ${memoryMiB} MiB`,
    `Ask for more: docker run --memory ${floor}m on a host that has it, in AWS Batch MEMORY ${floor} or more in the job definition.`,
  );
}
