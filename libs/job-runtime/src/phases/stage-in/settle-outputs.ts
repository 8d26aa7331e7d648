import { chooseOutputs, isUndecided } from '../preflight/choose-outputs.ts';
import { inspect } from '../preflight/inspect.ts';
import type { Staging } from './stage-object.ts';
import type { JobPlan } from '../../job/job-plan.ts';

/**
 * Returns the plan with its final outputs. The staged inputs supply the facts that preflight could not know.
 *
 * @throws JobError as `inspect` and `chooseOutputs` do
 */
export async function settleOutputs(
  plan: JobPlan,
  { scratch, job, found }: Staging,
): Promise<JobPlan> {
  const { inputs, outputs, facts, streamed } = found;
  if (!isUndecided(outputs, facts)) return { ...plan, outputs };
  const staged = { directory: scratch.inputs, streamed };
  const factsOfStaged = await inspect(plan, inputs, job, staged);
  return { ...plan, outputs: chooseOutputs(outputs, { ...facts, ...factsOfStaged }, job.emit) };
}
