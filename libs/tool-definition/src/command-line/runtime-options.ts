import type { ArgumentsGiven } from '../arguments/arguments-given.ts';
import { describeParam } from '../arguments/params.ts';
import { brokenRelation, optionsIn } from '../arguments/relations.ts';
import type {
  DefinitionDescription,
  RuntimeOptionDescription,
} from '../description/description.ts';
import { usageError } from '../usage-error.ts';
import { extraArgsFrom } from './extra-args.ts';

/** The values of runtime options by name. Defaults of the description are filled in. */
export type RuntimeValues = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Checks the options that every tool has: their numbers, and the relations between them.
 *
 * @param given values by the names of options: texts of the command line, or values of a job spec
 * @throws UsageError
 */
export function readRuntimeOptions(
  { runtimeOptions, relations }: DefinitionDescription,
  given: Readonly<Record<string, unknown>>,
  variables: Variables,
): { readonly values: RuntimeValues; readonly given: ArgumentsGiven } {
  const values: Record<string, RuntimeValues[string]> = {};
  const counts: Record<string, number> = {};
  for (const [name, option] of Object.entries(runtimeOptions)) {
    const value = readRuntimeOption(option, given[name] ?? option.default);
    values[name] = value;
    counts[name] = countOf(option, given[name], value, variables);
  }
  const broken = brokenRelation(relationsBetween(runtimeOptions, relations), { counts, values });
  if (broken) throw usageError(broken.problem, broken.advice);
  return { values, given: { counts, values } };
}

type Relations = DefinitionDescription['relations'];

/** By the relations of a definition: all jobs of a sample sheet have the same. */
const ownRelations = new WeakMap<Relations, Relations>();

/** The relations that name runtime options only. */
function relationsBetween(
  runtimeOptions: DefinitionDescription['runtimeOptions'],
  relations: Relations,
): Relations {
  const own =
    ownRelations.get(relations) ??
    relations.filter((relation) => optionsIn(relation).every((name) => name in runtimeOptions));
  ownRelations.set(relations, own);
  return own;
}

/** @throws UsageError */
export function readRuntimeOption(
  option: RuntimeOptionDescription,
  value: unknown,
): RuntimeValues[string] {
  if (option.type === 'arguments') return extraArgsFrom(value as string | readonly string[]);
  const { choices } = option;
  if (choices && value !== undefined && !choices.includes(value as string)) {
    throw usageError(
      `--${option.flag} expects one of ${choices.join(', ')}, got "${String(value)}"`,
    );
  }
  if (option.type !== 'integer' || value === undefined) return value as RuntimeValues[string];
  const { flag, minimum = -Infinity } = option;
  const number = Number(value);
  if (Number.isInteger(number) && number >= minimum) return number;
  throw usageError(`--${flag} expects ${expected(option)}, got "${String(value)}"`);
}

const expected = ({ minimum, description, flag }: RuntimeOptionDescription): string =>
  describeParam({
    ...{ flag, description, required: false, type: 'integer' },
    ...(minimum !== undefined && { minimum }),
  });

function countOf(
  { type, fromVariable }: RuntimeOptionDescription,
  given: unknown,
  value: RuntimeValues[string],
  variables: Variables,
): number {
  if (type === 'arguments') return (value as readonly string[]).length;
  if (given !== undefined) return given === false ? 0 : 1;
  return fromVariable && variables[fromVariable.name] ? 1 : 0;
}
