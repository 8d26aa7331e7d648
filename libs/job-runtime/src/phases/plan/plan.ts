import {
  type AnyTool,
  describeDefinition,
  type KnownNames,
  planArguments,
} from '@joblayer/tool-definition';
import { asJobErrors } from '../../job/errors.ts';
import type { JobPlan } from '../../job/job-plan.ts';
import type { JobRequest } from '../../job/job.ts';

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function plan(tool: AnyTool, request: JobRequest, known?: KnownNames): JobPlan {
  const { cpus, memoryMiB, extraArgs, reportUri } = request.settings;
  const checkInJob = tool.checkInJob?.bind(tool);
  const planned = asJobErrors(() =>
    planArguments(
      describeDefinition(tool),
      { ...request, extraArgs, reportUri },
      { known, checkInJob: checkInJob && ((given) => checkInJob({ ...given, cpus, memoryMiB })) },
    ),
  );
  return { ...planned, tool, settings: { ...request.settings, extraArgs: planned.extraArgs } };
}
