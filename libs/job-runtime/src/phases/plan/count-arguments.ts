import type { AnyTool, ArgumentsGiven } from '@joblayer/tool-definition';
import type { JobRequest } from '../../job/job.ts';
import type { JobPlanParams } from './input-variable.ts';

/** @param params checked, with their defaults */
export function countArguments(
  tool: AnyTool,
  { inputs, outputs, outputDir, params: givenParams, variables, settings }: JobRequest,
  params: JobPlanParams,
): ArgumentsGiven {
  const fromVariables = Object.entries(tool.inputs)
    .filter(([, { fromVariable: variable }]) => variable && variables?.[variable.name])
    .map(([name]) => [name, 1] as const);
  return {
    counts: Object.fromEntries([
      ...fromVariables,
      ...Object.entries(inputs).map(([name, locations]) => [name, locations?.length ?? 0]),
      ...Object.keys(outputs).map((name) => [name, 1]),
      ...Object.entries(givenParams).map(([name, value]) => [name, value === false ? 0 : 1]),
      ['extraArgs', settings.extraArgs.length],
      ['outputDir', outputDir === undefined ? 0 : 1],
    ]),
    values: params,
  };
}
