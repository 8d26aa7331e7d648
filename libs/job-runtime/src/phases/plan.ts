import { usageError } from '../errors.ts';
import type { JobRequest, JobSettings } from '../job.ts';
import { checkFileName } from '../location/file-name.ts';
import {
  asDirectory,
  baseName,
  childOf,
  formatLocation,
  isDirectoryLocation,
  parseLocation,
  withSuffix,
  type Location,
} from '../location/location.ts';
import type { AnyTool, InputDefinition, OutputDefinition } from '../tool/definition.ts';
import { fillDefaultName } from '../tool/names.ts';
import { kebabCase } from '../tool/options.ts';
import { checkParams } from '../tool/params.ts';

export interface PlannedInput {
  readonly name: string;
  readonly definition: InputDefinition;
  readonly locations: readonly Location[];
}

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
}

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function plan(tool: AnyTool, request: JobRequest): JobPlan {
  const inputs = planInputs(tool, request);
  const outputs = planOutputs(tool, request, inputs);
  return {
    tool,
    inputs,
    outputs,
    params: checkParams(tool.params, request.params),
    outputManifest: outputManifestOf(outputs),
    settings: request.settings,
  };
}

function planInputs(tool: AnyTool, request: JobRequest): PlannedInput[] {
  const planned = Object.entries(tool.inputs).flatMap(([name, definition]) => {
    const texts = request.inputs[name] ?? [];
    if (texts.length === 0) {
      if (definition.required === false) return [];
      throw usageError(`--${kebabCase(name)} is missing: ${definition.description}`);
    }
    const locations = texts.map((text) => inputLocation(name, definition, text));
    return [{ name, definition, locations }];
  });
  rejectCollisions(planned);
  return planned;
}

function inputLocation(name: string, definition: InputDefinition, text: string): Location {
  const flag = `--${kebabCase(name)}`;
  const location = parseFor(flag, text);
  if (definition.kind === 'directory') return asDirectory(location);
  if (isDirectoryLocation(location)) {
    if (definition.kind === 'file-or-directory') return location;
    throw usageError(
      `${flag} expects a file, got the directory ${text}`,
      'Leave out the slash at the end, or name a file in it.',
    );
  }
  const { suffixes } = definition;
  if (suffixes && definition.kind !== 'file-or-directory') {
    if (!suffixes.some((suffix) => baseName(location).endsWith(suffix))) {
      throw usageError(`${flag} expects a name that ends in ${suffixes.join(' or ')}, got ${text}`);
    }
  }
  checkFileName(baseName(location), location);
  return location;
}

/** Inputs keep their names in the scratch directory, where tools print them and look for files beside them. */
function rejectCollisions(inputs: readonly PlannedInput[]): void {
  const seen = new Map<string, string>();
  for (const { name, locations } of inputs) {
    for (const location of locations) {
      const staged = baseName(location);
      const described = `--${kebabCase(name)} ${formatLocation(location)}`;
      const other = seen.get(staged);
      if (other !== undefined) {
        throw usageError(
          `${other} and ${described} have one name, "${staged}"; a job stages its inputs under their names, which must differ`,
          'Copy one of them to a location with another name, and give that.',
        );
      }
      seen.set(staged, described);
    }
  }
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
      : asDirectory(parseFor('--output-dir', request.outputDir));

  const locate = (name: string, definition: OutputDefinition): Location | undefined => {
    const flag = `--${kebabCase(name)}`;
    const given = request.outputs[name];
    const location = given === undefined ? undefined : parseFor(flag, given);
    if (location && definition.kind === 'directory') return asDirectory(location);
    if (location && !isDirectoryLocation(location)) return location;

    const { beside } = definition;
    if (!location && beside) {
      const other = tool.outputs[beside.output];
      const anchor = other && locate(beside.output, other);
      if (anchor) return withSuffix(anchor, beside.suffix);
    }
    const directory = location ?? outputDir;
    if (!directory) return undefined;
    const fileName = fillDefaultName(definition.defaultName, tool.inputs, inputLocations);
    if (fileName === undefined) {
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
    if (definition.required === false) return [];
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

function parseFor(flag: string, text: string): Location {
  try {
    return parseLocation(text);
  } catch (error) {
    throw usageError(`${flag}: ${(error as Error).message}`);
  }
}
