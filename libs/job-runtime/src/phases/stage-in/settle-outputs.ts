import type { JobContext } from '../../job/job.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import { chooseOutputs, isUndecided } from '../preflight/choose-outputs.ts';
import { inspect } from '../preflight/inspect.ts';
import type { Located } from '../preflight/preflight.ts';
import type { JobPlan } from '../../job/job-plan.ts';

/**
 * The plan with the outputs as they will be, by facts of the staged inputs where preflight could not know them.
 *
 * @throws JobError as `inspect` and `chooseOutputs` do
 */
export async function settleOutputs(
  plan: JobPlan,
  { inputs, outputs, facts, streamed }: Located,
  scratch: Scratch,
  job: JobContext,
): Promise<JobPlan> {
  if (!isUndecided(outputs, facts)) return { ...plan, outputs };
  const staged = { directory: scratch.inputs, streamed };
  const found = await inspect(plan, inputs, job, staged);
  return { ...plan, outputs: chooseOutputs(outputs, { ...facts, ...found.facts }, job.emit) };
}
