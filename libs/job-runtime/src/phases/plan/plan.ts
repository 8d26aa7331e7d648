import {
  type AnyTool,
  type ArgumentsContext,
  brokenRelation,
  checkParams,
  describeDefinition,
  type NamedFile,
  stagedName,
  stemOf,
} from '@joblayer/tool-definition';
import {
  baseName,
  childOf,
  isDirectoryLocation,
  withSuffix,
  type Location,
} from '@joblayer/object-store/location';
import { usageError } from '../../job/errors.ts';
import type { JobRequest } from '../../job/job.ts';
import { countArguments } from './count-arguments.ts';
import { planInputs } from './plan-inputs.ts';
import { rejectOverlaps } from './reject-overlaps.ts';
import { planOutputs } from './plan-outputs.ts';
import { UrlNames, type KnownNames } from './url-names.ts';
import type { JobPlan, PlannedInput, PlannedOutput } from '../../job/job-plan.ts';

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function plan(tool: AnyTool, request: JobRequest, known?: KnownNames): JobPlan {
  const names = new UrlNames(known);
  const asGiven = checkedParams(tool, request.params);
  // Those that a variable names may depend on what the definition makes of the arguments.
  const ofOptions = planInputs(tool, {
    ...{ names, params: asGiven },
    request: { ...request, variables: undefined },
  });
  const broken = brokenRelation(tool.relations ?? [], countArguments(tool, request, asGiven));
  if (broken) throw usageError(broken.problem, broken.advice);

  // Names that are made up are no names to check: the plan is made again with theirs.
  const isNamed = names.unnamed.length === 0;
  const checked =
    (isNamed && tool.checkInJob?.(argumentsOf(tool, ofOptions, request, asGiven))) || {};
  const { params: changes = {}, extraArgs = request.settings.extraArgs } = checked;
  const settings = { ...request.settings, extraArgs };
  const adapted = { ...request, settings, params: { ...request.params, ...changes } };
  const params = checkedParams(tool, adapted.params);
  const inputs =
    isNamed || !tool.checkInJob
      ? planInputs(tool, { request: adapted, params, names: new UrlNames(known) })
      : ofOptions;
  const { outputs, warnings } = planOutputs(tool, request, inputs);
  const outputManifest = outputManifestOf(outputs);
  rejectOverlaps({ inputs, outputs, outputManifest, reportUri: settings.reportUri });
  return {
    ...{ tool, inputs, outputs, params, settings },
    outputManifest,
    given: countArguments(tool, adapted, params),
    warnings: [...(checked.warnings ?? []), ...warnings],
    unnamed: names.unnamed,
  };
}

/** @throws JobError `usage`, naming the flag, what it takes and what it got */
function checkedParams(tool: AnyTool, given: JobPlan['params']): JobPlan['params'] {
  const checked = checkParams(describeDefinition(tool).params, given);
  if (checked.problem !== undefined) throw usageError(checked.problem, checked.advice);
  return checked.values;
}

function argumentsOf(
  tool: AnyTool,
  planned: readonly PlannedInput[],
  { inputs, outputs, settings: { extraArgs, cpus, memoryMiB } }: JobRequest,
  params: JobPlan['params'],
): ArgumentsContext {
  const counts = Object.keys(tool.inputs).map((name) => [name, inputs[name]?.length ?? 0] as const);
  return {
    ...{ params, extraArgs, cpus, memoryMiB },
    inputCounts: Object.fromEntries(counts),
    inputFiles: Object.fromEntries(planned.map((input) => [input.name, namesOf(input)])),
    outputsGiven: new Set(Object.keys(outputs)),
  };
}

const namesOf = ({ locations, definition: { suffixes } }: PlannedInput): readonly NamedFile[] =>
  locations.map((location) => {
    const name = stagedName(baseName(location), suffixes);
    return { name, stem: stemOf(name, suffixes) };
  });

function outputManifestOf(outputs: readonly PlannedOutput[]): Location {
  const primary = outputs[0];
  if (!primary) throw usageError('no output was asked for');
  return isDirectoryLocation(primary.location)
    ? childOf(primary.location, 'joblayer.json')
    : withSuffix(primary.location, '.joblayer.json');
}
