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
  const entries = Object.entries(runtimeOptions);
  const values = Object.fromEntries(
    entries.map(([name, option]) => [name, valueOf(option, given[name] ?? option.default)]),
  );
  const counts = Object.fromEntries(
    entries.map(([name, option]) => [name, countOf(option, given[name], values[name], variables)]),
  );
  const own = relations.filter((relation) =>
    optionsIn(relation).every((name) => name in runtimeOptions),
  );
  const broken = brokenRelation(own, { counts, values });
  if (broken) throw usageError(broken.problem, broken.advice);
  return { values, given: { counts, values } };
}

function valueOf(option: RuntimeOptionDescription, value: unknown): RuntimeValues[string] {
  if (option.type === 'arguments') return extraArgsFrom(value as string | readonly string[]);
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
