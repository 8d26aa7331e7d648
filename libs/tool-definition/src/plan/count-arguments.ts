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
  const fromVariables = Object.entries(tool.inputs)
    .filter(([, { fromVariable: variable }]) => variable && variables?.[variable.name])
    .map(([name]) => [name, 1] as const);
  return {
    counts: {
      ...runtimeOptions?.counts,
      ...Object.fromEntries([
        ...fromVariables,
        ...Object.entries(inputs).map(([name, locations]) => [name, locations?.length ?? 0]),
        ...Object.keys(outputs).map((name) => [name, 1]),
        ...Object.entries(request.params).map(([name, value]) => [name, value === false ? 0 : 1]),
        ['extraArgs', extraArgs.length],
        ['outputDir', outputDir === undefined ? 0 : 1],
      ]),
    },
    values: { ...runtimeOptions?.values, ...params },
  };
}
