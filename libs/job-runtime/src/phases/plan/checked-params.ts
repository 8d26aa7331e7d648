import { checkParams, describeDefinition, type AnyTool } from '@joblayer/tool-definition';
import { usageError } from '../../job/errors.ts';
import type { JobPlanParams } from './input-variable.ts';

/** @throws JobError `usage`, naming the flag, what it takes and what it got */
export function checkedParams(tool: AnyTool, given: JobPlanParams): JobPlanParams {
  const checked = checkParams(describeDefinition(tool).params, given);
  if (checked.problem !== undefined) throw usageError(checked.problem, checked.advice);
  return checked.values;
}
