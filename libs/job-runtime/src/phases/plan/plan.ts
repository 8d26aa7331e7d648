import {
  type AnyTool,
  type ArgumentsPlan,
  describeDefinition,
  type KnownNames,
  planArguments,
  UsageError,
} from '@joblayer/tool-definition';
import { asJobError } from '../../job/errors.ts';
import type { JobPlan } from '../../job/job-plan.ts';
import type { JobRequest } from '../../job/job.ts';

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function plan(tool: AnyTool, request: JobRequest, known?: KnownNames): JobPlan {
  const planned = planTool(tool, request, known);
  return { ...planned, tool, settings: { ...request.settings, extraArgs: planned.extraArgs } };
}

function planTool(
  tool: AnyTool,
  request: JobRequest,
  known: KnownNames | undefined,
): ArgumentsPlan {
  const { cpus, memoryMiB, extraArgs, reportUri } = request.settings;
  const checkInJob = tool.checkInJob?.bind(tool);
  try {
    return planArguments(
      describeDefinition(tool),
      { ...request, extraArgs, reportUri },
      { known, checkInJob: checkInJob && ((given) => checkInJob({ ...given, cpus, memoryMiB })) },
    );
  } catch (error) {
    throw error instanceof UsageError ? asJobError(error) : error;
  }
}
