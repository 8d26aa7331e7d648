import { fillDefaultName } from '../definition/names.ts';
import type { DefinitionDescription, OutputDescription } from '../description/description.ts';
import { usageError } from '../usage-error.ts';
import { flagOf } from '../description/flag-of.ts';
import type { ArgumentsRequest } from './arguments-request.ts';
import {
  asDirectory,
  baseName,
  childOf,
  isDirectoryLocation,
  withSuffix,
  type Location,
} from '@joblayer/object-store/location';
import { parseOutputFor } from './parse-for.ts';
import { planAlternatives } from './plan-alternatives.ts';
import { bothGiven, checkFormat, endsIn, replacementOf, withoutAnchor } from './reject-outputs.ts';
import {
  isRequired,
  unmetCondition,
  withoutCondition,
  withoutLocation,
} from './conditional-outputs.ts';
import type { PlannedInput, PlannedOutput } from './arguments-plan.ts';
import type { ArgumentsGiven } from '../arguments/arguments-given.ts';

/**
 * Finds the location of each output, and warns of outputs that are left out.
 *
 * @throws UsageError
 */
export function planOutputs(
  tool: DefinitionDescription,
  request: ArgumentsRequest,
  inputs: readonly PlannedInput[],
  counted: ArgumentsGiven,
): { readonly outputs: readonly PlannedOutput[]; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const fileNames = Object.fromEntries(
    inputs.map(({ name, locations: [first] }) => [name, first && baseName(first)]),
  );
  const outputDir =
    request.outputDir === undefined
      ? undefined
      : asDirectory(parseOutputFor('--output-dir', request.outputDir));

  const job = { request, counted };
  const locate = (name: string, definition: OutputDescription): Location | undefined => {
    const flag = flagOf(name);
    const given = request.outputs[name];
    const location = given === undefined ? undefined : parseOutputFor(flag, given);
    const { beside, insteadOf } = definition;
    if (location) checkFormat(flag, location, definition);
    const unmet = unmetCondition(definition, tool, job);
    if (unmet !== undefined && location) throw withoutCondition(flag, unmet);
    if (unmet !== undefined) return undefined;
    const replacing = replacementOf(name, tool, request);
    if (replacing !== undefined && location) throw bothGiven(name, replacing);
    if (replacing !== undefined || (insteadOf !== undefined && !location)) return undefined;
    const other = beside && tool.outputs[beside.output];
    const anchor = other && locate(beside.output, other);
    if (anchor && beside.notFor && endsIn(anchor, beside.notFor.suffix)) {
      const { suffix, because, advice } = beside.notFor;
      const whose = `${flagOf(beside.output)} has a name that ends in ${suffix}: ${because}`;
      if (location) {
        throw usageError(`${flag} was given, but ${whose}`, `Leave ${flag} out, or ${advice}.`);
      }
      warnings.push(`${flag} is left out: ${whose}`);
      return undefined;
    }
    if (location && beside && !anchor) throw withoutAnchor(flag, beside);
    if (location && definition.kind === 'directory') return asDirectory(location);
    if (location && !isDirectoryLocation(location)) return location;
    if (!location && anchor) return withSuffix(anchor, beside.suffix);
    const directory = location ?? (definition.onRequest ? undefined : outputDir);
    if (!directory) return undefined;
    const fileName = fillDefaultName(definition.defaultName, tool.inputs, fileNames);
    if (fileName === undefined) {
      // An input may be absent, such as the mates of single reads. An optional output named after it is then not made.
      if (!location && !isRequired(definition, tool, job)) return undefined;
      throw usageError(
        `${flag} needs a location: its default name, ${definition.defaultName}, is made from an input that was not given`,
      );
    }
    const child = childOf(directory, fileName);
    return definition.kind === 'directory' ? asDirectory(child) : child;
  };

  const outputs = Object.entries(tool.outputs).flatMap(([name, definition]): PlannedOutput[] => {
    const location = locate(name, definition);
    const required = isRequired(definition, tool, job);
    if (location) {
      const given = request.outputs[name];
      const isNamed = given !== undefined;
      const hasOwnName = isNamed && !isDirectoryLocation(parseOutputFor(flagOf(name), given));
      const alternatives = planAlternatives(definition, location, hasOwnName);
      const fileName = baseName(location);
      return [{ name, definition, location, isNamed, required, fileName, alternatives }];
    }
    if (!required || definition.onRequest) return [];
    if (unmetCondition(definition, tool, job) !== undefined) return [];
    throw withoutLocation(name, definition);
  });
  return { outputs, warnings };
}
