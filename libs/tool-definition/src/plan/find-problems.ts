import { Failure } from '@joblayer/object-store/errors';
import { brokenRelation, optionsIn } from '../arguments/relations.ts';
import { argumentsOf, byGroup, type Variables } from '../command-line/arguments-of.ts';
import type { GivenOptions } from '../command-line/given-options.ts';
import { readRuntimeOptions } from '../command-line/runtime-options.ts';
import type { DefinitionDescription } from '../description/description.ts';
import type { Option } from '../description/options.ts';
import { UsageError, usageError } from '../usage-error.ts';
import { checkOption } from './check-option.ts';
import { countArguments } from './count-arguments.ts';
import { missing } from './input-variable.ts';
import { planArguments } from './plan-arguments.ts';

/** One problem of a job's arguments. */
export interface FoundProblem {
  readonly error: UsageError;
  /** The flags of the options that it concerns, the most important one first. */
  readonly flags: readonly string[];
}

/**
 * All problems of a job's arguments that do not hide each other, for a table with many jobs. `planArguments` reports the
 * first only.
 *
 * @param options all of the tool's, from `optionsOf`
 */
export function findProblems(
  tool: DefinitionDescription,
  options: readonly Option[],
  given: GivenOptions,
  variables?: Variables,
): readonly FoundProblem[] {
  const ofOptions = problemsOfOptions(options, given);
  // A relation may depend on a value that is wrong.
  const found = [
    ...ofOptions,
    ...missingOptions(options, given, variables),
    ...(ofOptions.length > 0 ? [] : brokenRelations(tool, options, given, variables)),
  ];
  return found.length > 0 ? found : problemOfPlan(tool, options, given, variables);
}

/** The problems that each given option has without the others. */
export const problemsOfOptions = (
  options: readonly Option[],
  given: GivenOptions,
): readonly FoundProblem[] => options.flatMap((option) => problemOf(option, given));

function problemOf(option: Option, given: GivenOptions): FoundProblem[] {
  const value = given.get(option.flag);
  if (value === undefined) return [];
  return caught(() => checkOption(option, value)).map((error) => ({ error, flags: [option.flag] }));
}

/** The inputs and parameters that a job must have and that are not given. */
export function missingOptions(
  options: readonly Option[],
  given: GivenOptions,
  variables?: Variables,
): readonly FoundProblem[] {
  const { params } = byGroup(options, given);
  return options.flatMap((option): FoundProblem[] => {
    const { key, flag, group } = option;
    if (given.has(flag)) return [];
    if (group === 'input' && option.definition.required) {
      const variable = option.definition.fromVariable;
      if (variable && (!variables || variables[variable.name])) return [];
      return [{ error: missing(key, option.definition, params), flags: [flag] }];
    }
    if (group !== 'param') return [];
    return caught(() => checkOption(option, undefined)).map((error) => ({ error, flags: [flag] }));
  });
}

function brokenRelations(
  tool: DefinitionDescription,
  options: readonly Option[],
  given: GivenOptions,
  variables: Variables | undefined,
): FoundProblem[] {
  const { runtime, ...groups } = byGroup(options, given);
  const withoutRelations = { ...tool, relations: [] };
  const checked = readRuntimeOptions(withoutRelations, runtime, variables ?? {});
  const request = {
    ...groups,
    outputDir: runtime['outputDir'] as string | undefined,
    extraArgs: checked.values['extraArgs'] as readonly string[],
    runtimeOptions: checked.given,
    variables,
  };
  const params = Object.fromEntries(
    Object.entries(tool.params).map(([name, param]) => [
      name,
      groups.params[name] ?? param.default,
    ]),
  );
  const counts = countArguments(tool, request, params);
  const flagsByKey = new Map(options.map(({ key, flag }) => [key, flag]));
  return tool.relations.flatMap((relation): FoundProblem[] => {
    const broken = brokenRelation([relation], counts);
    if (!broken) return [];
    const flags = optionsIn(relation).flatMap((key) => flagsByKey.get(key) ?? []);
    return [{ error: usageError(broken.problem, broken.advice), flags: flags.toReversed() }];
  });
}

function problemOfPlan(
  tool: DefinitionDescription,
  options: readonly Option[],
  given: GivenOptions,
  variables: Variables | undefined,
): FoundProblem[] {
  const plan = () => planArguments(tool, argumentsOf(tool, options, given, variables).request);
  return caught(plan).map((error) => ({ error, flags: flagsIn(error.facts.problem) }));
}

/** The flags that a message names. A location in it may hold two dashes too, but its option stands before it. */
const flagsIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w/-])--([a-z][a-z0-9-]*)/g)].map(([, flag = '']) => flag);

function caught(check: () => unknown): UsageError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof UsageError) return [error];
    if (error instanceof Failure) return [usageError(error.facts.problem, error.facts.advice)];
    throw error;
  }
}
