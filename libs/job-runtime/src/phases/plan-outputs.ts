import { usageError } from '../errors.ts';
import type { JobRequest } from '../job.ts';
import {
  asDirectory,
  baseName,
  childOf,
  formatLocation,
  isDirectoryLocation,
  withSuffix,
  type Location,
} from '../location/location.ts';
import type { AnyTool, OutputDefinition } from '../tool/definition.ts';
import { fillDefaultName } from '../tool/names.ts';
import { kebabCase } from '../tool/options.ts';
import { parseOutputFor } from './parse-for.ts';
import type { PlannedInput } from './plan-inputs.ts';

export interface PlannedOutput {
  readonly name: string;
  readonly definition: OutputDefinition;
  readonly location: Location;
  /** Its last part: also its name in the scratch directory. */
  readonly fileName: string;
}

/**
 * Where each output goes, and what to say of those that are left out.
 *
 * @throws JobError `usage`
 */
export function planOutputs(
  tool: AnyTool,
  request: JobRequest,
  inputs: readonly PlannedInput[],
): { readonly outputs: readonly PlannedOutput[]; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const skipped: Record<string, true> = {};
  const inputLocations = Object.fromEntries(inputs.map((input) => [input.name, input.locations]));
  const outputDir =
    request.outputDir === undefined
      ? undefined
      : asDirectory(parseOutputFor('--output-dir', request.outputDir));

  const locate = (name: string, definition: OutputDefinition): Location | undefined => {
    const flag = `--${kebabCase(name)}`;
    const given = request.outputs[name];
    const location = given === undefined ? undefined : parseOutputFor(flag, given);
    const { beside, insteadOf } = definition;
    const other = beside && tool.outputs[beside.output];
    const anchor = other && locate(beside.output, other);
    if (anchor && beside.notFor && endsIn(anchor, beside.notFor.suffix)) {
      const { suffix, because, advice } = beside.notFor;
      const whose = `--${kebabCase(beside.output)} has a name that ends in ${suffix}: ${because}`;
      if (location) {
        throw usageError(`${flag} was given, but ${whose}`, `Leave ${flag} out, or ${advice}.`);
      }
      if (insteadOf === undefined || !(insteadOf in skipped))
        warnings.push(`${flag} is left out: ${whose}`);
      skipped[name] = true;
      return undefined;
    }
    if (location && beside) expectOwnFormat(flag, location, beside);
    if (insteadOf !== undefined && request.outputs[insteadOf] !== undefined) {
      if (!location) return undefined;
      throw usageError(
        `${flag} and --${kebabCase(insteadOf)} were both given, and only one of them is made`,
        'Leave one of them out.',
      );
    }
    if (location && definition.kind === 'directory') return asDirectory(location);
    if (location && !isDirectoryLocation(location)) return location;
    if (!location && anchor) return withSuffix(anchor, beside.suffix);
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
  return { outputs, warnings };
}

const endsIn = (location: Location, suffix: string): boolean =>
  baseName(location).toLowerCase().endsWith(suffix);

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

/** An index under the name of another kind of index would mislead whoever reads it. */
function expectOwnFormat(
  flag: string,
  location: Location,
  { suffix, otherSuffixes = [] }: NonNullable<OutputDefinition['beside']>,
): void {
  const own = [suffix, ...otherSuffixes];
  const isOther = /\.(tbi|csi|bai|crai|fai|gzi)$/i.test(baseName(location));
  if (!isOther || own.some((each) => endsIn(location, each))) return;
  throw usageError(
    `${flag} expects a name that ends in ${own.join(' or ')}, got ${formatLocation(location)}`,
  );
}
