import {
  baseName,
  childOf,
  isDirectoryLocation,
  withSuffix,
  type Location,
} from '@joblayer/object-store/location';
import { askedMemoryMiB, checkAskedMemory } from '../arguments/memory-floor.ts';
import { checkParams } from '../arguments/params.ts';
import { brokenRelation, type RelationMessage } from '../arguments/relations.ts';
import type { ArgumentsContext, CheckedArguments, NamedFile } from '../definition/hooks.ts';
import { stagedName, stemOf } from '../definition/names.ts';
import type { DefinitionDescription } from '../description/description.ts';
import { usageError } from '../usage-error.ts';
import type { ArgumentsPlan, PlannedInput, PlannedOutput } from './arguments-plan.ts';
import type { ArgumentsRequest } from './arguments-request.ts';
import { countArguments } from './count-arguments.ts';
import { planInputs } from './plan-inputs.ts';
import { planOutputs } from './plan-outputs.ts';
import { rejectOverlaps } from './reject-overlaps.ts';
import { UrlNames, type KnownNames } from './url-names.ts';

/** The arguments of a job for `checkInJob`, without the CPUs and memory that the job was granted. */
export type DescribedContext = Omit<ArgumentsContext, 'cpus' | 'memoryMiB'>;

export interface PlanOptions {
  /** Names that servers gave for files whose URLs do not end in one. */
  readonly known?: KnownNames | undefined;
  /** The hook of the definition. Absent if only the description is at hand. */
  readonly checkInJob?: ((given: DescribedContext) => CheckedArguments) | undefined;
  /** The definition's own checks of the arguments as the job will use them. Absent as before. */
  readonly check?: ((given: DescribedContext) => RelationMessage | undefined) | undefined;
}

/**
 * Checks the arguments of a job by the tool's description. Finds out what the job reads and where its outputs go.
 *
 * @throws UsageError, which names the flag that is wrong or missing
 */
export function planArguments(
  tool: DefinitionDescription,
  request: ArgumentsRequest,
  { known, checkInJob, check }: PlanOptions = {},
): ArgumentsPlan {
  checkAskedMemory(tool, askedMemoryMiB(request.runtimeOptions?.values ?? {}));
  const names = new UrlNames(known);
  const asGiven = checkedParams(tool, request.params);
  // Leaves out inputs that a variable names: they may depend on parameters that `checkInJob` changes.
  const ofOptions = planInputs(tool, {
    ...{ names, params: asGiven },
    request: { ...request, variables: undefined },
  });
  const counted = countArguments(tool, request, asGiven);
  const broken = brokenRelation(tool.relations, counted);
  if (broken) throw usageError(broken.problem, broken.advice);

  // `checkInJob` must not see invented names. The plan is made again once the real ones are known.
  const isNamed = names.unnamed.length === 0;
  const checked = (isNamed && checkInJob?.(contextOf(tool, ofOptions, request, asGiven))) || {};
  const { params: changes = {}, extraArgs = request.extraArgs } = checked;
  const adapted = { ...request, extraArgs, params: { ...request.params, ...changes } };
  const params = checkInJob ? checkedParams(tool, adapted.params) : asGiven;
  // Without the hook and without variables, the inputs are the same. A sample sheet plans thousands of jobs so.
  const mayDiffer = checkInJob ? isNamed : request.variables !== undefined;
  const inputs = mayDiffer
    ? planInputs(tool, { request: adapted, params, names: new UrlNames(known) })
    : ofOptions;
  const refused = isNamed && check?.(contextOf(tool, inputs, adapted, params));
  if (refused) throw usageError(refused.problem, refused.advice);
  const given = checkInJob ? countArguments(tool, adapted, params) : counted;
  const { outputs, warnings } = planOutputs(tool, request, inputs, given);
  const outputManifest = outputManifestOf(tool, outputs);
  rejectOverlaps({ inputs, outputs, outputManifest, reportUri: request.reportUri });
  return {
    ...{ inputs, outputs, params, extraArgs, outputManifest },
    given,
    warnings: [...(checked.warnings ?? []), ...warnings],
    unnamed: names.unnamed,
  };
}

function checkedParams(
  { params }: DefinitionDescription,
  given: ArgumentsRequest['params'],
): ArgumentsPlan['params'] {
  const checked = checkParams(params, given);
  if (checked.problem !== undefined) throw usageError(checked.problem, checked.advice);
  return checked.values;
}

function contextOf(
  tool: DefinitionDescription,
  planned: readonly PlannedInput[],
  { inputs, outputs, extraArgs }: ArgumentsRequest,
  params: ArgumentsPlan['params'],
): DescribedContext {
  const counts = Object.keys(tool.inputs).map((name) => [name, inputs[name]?.length ?? 0] as const);
  return {
    ...{ params, extraArgs },
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

function outputManifestOf(
  { outputManifest: { name, suffix } }: DefinitionDescription,
  outputs: readonly PlannedOutput[],
): Location {
  const primary = outputs[0];
  if (!primary) throw usageError('no output was asked for');
  return isDirectoryLocation(primary.location)
    ? childOf(primary.location, name)
    : withSuffix(primary.location, suffix);
}
