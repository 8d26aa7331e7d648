import type { ArgumentsGiven } from '../arguments/arguments-given.ts';
import type { DefinitionDescription } from '../description/description.ts';
import type { ArgumentsRequest } from './arguments-request.ts';

/** @param params checked, with defaults filled in */
export function countArguments(
  tool: DefinitionDescription,
  request: ArgumentsRequest,
  params: Readonly<Record<string, unknown>>,
): ArgumentsGiven {
  const { inputs, outputs, outputDir, variables, extraArgs, runtimeOptions } = request;
  const counts: Record<string, number> = { ...runtimeOptions?.counts };
  for (const [name, { fromVariable: variable }] of Object.entries(tool.inputs)) {
    if (variable && variables?.[variable.name]) counts[name] = 1;
  }
  for (const [name, locations] of Object.entries(inputs)) counts[name] = locations?.length ?? 0;
  for (const name of Object.keys(outputs)) counts[name] = 1;
  for (const [name, value] of Object.entries(request.params))
    counts[name] = value === false ? 0 : 1;
  counts['extraArgs'] = extraArgs.length;
  counts['outputDir'] = outputDir === undefined ? 0 : 1;
  return { counts, values: { ...runtimeOptions?.values, ...params } };
}
