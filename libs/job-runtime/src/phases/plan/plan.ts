import { formatLocation } from '@joblayer/object-store/location';
import {
  type AnyTool,
  checkRefinements,
  type DescribedContext,
  describeDefinition,
  type KnownNames,
  planArguments,
} from '@joblayer/tool-definition';
import { asJobErrors, usageError } from '../../job/errors.ts';
import type { JobPlan, PlannedOutput } from '../../job/job-plan.ts';
import type { JobRequest } from '../../job/job.ts';

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function plan(tool: AnyTool, request: JobRequest, known?: KnownNames): JobPlan {
  const { cpus, memoryMiB, extraArgs, reportUri } = request.settings;
  const checkInJob = tool.checkInJob?.bind(tool);
  const check = (given: DescribedContext) => {
    checkRefinements(tool.params, given.params);
    return tool.check?.({ ...given, cpus, memoryMiB });
  };
  const planned = asJobErrors(() =>
    planArguments(
      describeDefinition(tool),
      { ...request, extraArgs, reportUri },
      {
        ...{ known, check },
        checkInJob: checkInJob && ((given) => checkInJob({ ...given, cpus, memoryMiB })),
      },
    ),
  );
  if (request.settings.outputManifest === false) rejectRemote(planned.outputs);
  return { ...planned, tool, settings: { ...request.settings, extraArgs: planned.extraArgs } };
}

/**
 * In S3 only the output manifest states that the outputs are complete, and the next attempt relies on it.
 *
 * @throws JobError `usage`
 */
function rejectRemote(outputs: readonly PlannedOutput[]): void {
  const remote = outputs.find(({ location }) => location.scheme !== 'file');
  if (!remote) return;
  throw usageError(
    `--no-output-manifest was given, and ${formatLocation(remote.location)} is not local`,
    'Leave it out: in S3 the output manifest states that the outputs are complete.',
  );
}
