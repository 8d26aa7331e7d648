import { usageError } from '../errors.ts';
import type { JobRequest, JobSettings } from '../job.ts';
import {
  asDirectory,
  baseName,
  childOf,
  formatLocation,
  isDirectoryLocation,
  withSuffix,
  type Location,
} from '../location/location.ts';
import type { AnyTool, ArgumentsContext, OutputDefinition } from '../tool/definition.ts';
import { fillDefaultName } from '../tool/names.ts';
import { kebabCase } from '../tool/options.ts';
import { checkParams } from '../tool/params.ts';
import { parseOutputFor } from './parse-for.ts';
import { planInputs, type PlannedInput } from './plan-inputs.ts';

export interface PlannedOutput {
  readonly name: string;
  readonly definition: OutputDefinition;
  readonly location: Location;
  /** Its last part: also its name in the scratch directory. */
  readonly fileName: string;
}

/** A job whose arguments make sense. Nothing was looked at yet but the arguments. */
export interface JobPlan {
  readonly tool: AnyTool;
  readonly inputs: readonly PlannedInput[];
  readonly outputs: readonly PlannedOutput[];
  readonly params: Readonly<Record<string, unknown>>;
  /** Written last: its presence means that the outputs are complete. */
  readonly outputManifest: Location;
  readonly settings: JobSettings;
  /** What the tool's definition says of the arguments, for the log. */
  readonly warnings: readonly string[];
}

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function plan(tool: AnyTool, request: JobRequest): JobPlan {
  const inputs = planInputs(tool, request);
  const outputs = planOutputs(tool, request, inputs);
  const { settings } = request;
  const params = checkParams(tool.params, request.params);
  return {
    tool,
    inputs,
    outputs,
    params,
    outputManifest: outputManifestOf(outputs),
    settings,
    warnings: tool.checkArguments?.(argumentsOf(tool, request, params)) ?? [],
  };
}

function argumentsOf(
  tool: AnyTool,
  { inputs, settings: { extraArgs, cpus, memoryMiB } }: JobRequest,
  params: JobPlan['params'],
): ArgumentsContext {
  const counts = Object.keys(tool.inputs).map((name) => [name, inputs[name]?.length ?? 0] as const);
  return { params, extraArgs, cpus, memoryMiB, inputCounts: Object.fromEntries(counts) };
}

function planOutputs(
  tool: AnyTool,
  request: JobRequest,
  inputs: readonly PlannedInput[],
): PlannedOutput[] {
  const inputLocations = Object.fromEntries(inputs.map((input) => [input.name, input.locations]));
  const outputDir =
    request.outputDir === undefined
      ? undefined
      : asDirectory(parseOutputFor('--output-dir', request.outputDir));

  const locate = (name: string, definition: OutputDefinition): Location | undefined => {
    const flag = `--${kebabCase(name)}`;
    const given = request.outputs[name];
    const location = given === undefined ? undefined : parseOutputFor(flag, given);
    if (location && definition.kind === 'directory') return asDirectory(location);
    if (location && !isDirectoryLocation(location)) return location;

    const { beside } = definition;
    if (!location && beside) {
      const other = tool.outputs[beside.output];
      const anchor = other && locate(beside.output, other);
      if (anchor) return withSuffix(anchor, beside.suffix);
    }
    const directory = location ?? (definition.onRequest ? undefined : outputDir);
    if (!directory) return undefined;
    const fileName = fillDefaultName(definition.defaultName, tool.inputs, inputLocations);
    if (fileName === undefined) {
      // Single reads leave no mates: of an optional output that is named after them there is none then.
      if (!location && definition.required === false) return undefined;
      throw usageError(
        `${flag} needs a location: its default name, ${definition.defaultName}, is made from an input that was not given`,
      );
    }
    const child = childOf(directory, fileName);
    return definition.kind === 'directory' ? asDirectory(child) : child;
  };

  const outputs = Object.entries(tool.outputs).flatMap(([name, definition]) => {
    const location = locate(name, definition);
    if (location) return [{ name, definition, location, fileName: baseName(location) }];
    if (definition.required === false || definition.onRequest) return [];
    throw usageError(
      `--${kebabCase(name)} is missing: ${definition.description}`,
      'Give its location, or one directory for all outputs with --output-dir.',
    );
  });
  rejectOverwriting(outputs, inputs);
  return outputs;
}

function rejectOverwriting(
  outputs: readonly PlannedOutput[],
  inputs: readonly PlannedInput[],
): void {
  const taken = new Map<string, string>();
  for (const { name, locations } of inputs) {
    for (const location of locations) taken.set(formatLocation(location), name);
  }
  for (const { name, location } of outputs) {
    const text = formatLocation(location);
    const other = taken.get(text);
    if (other !== undefined) {
      throw usageError(
        `--${kebabCase(name)} and --${kebabCase(other)} are the same location, ${text}`,
        'Give each its own.',
      );
    }
    taken.set(text, name);
  }
}

function outputManifestOf(outputs: readonly PlannedOutput[]): Location {
  const primary = outputs[0];
  if (!primary) throw usageError('no output was asked for');
  return isDirectoryLocation(primary.location)
    ? childOf(primary.location, 'joblayer.json')
    : withSuffix(primary.location, '.joblayer.json');
}
