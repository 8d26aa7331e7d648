import { baseName, formatLocation, identityOf } from '@joblayer/object-store/location';
import { stagedName } from '../definition/names.ts';
import { usageError } from '../usage-error.ts';
import { flagOf } from '../description/flag-of.ts';
import type { PlannedInput } from './arguments-plan.ts';

/** Refuses a file that is named twice: tools would count its data twice. */
export function rejectTwice(inputs: readonly PlannedInput[]): void {
  const named = inputs.flatMap(({ name, locations }) =>
    locations.map((location) => ({ flag: flagOf(name), location })),
  );
  const two = firstTwo(named, ({ location }) => identityOf(location));
  if (!two) return;
  const [first, { flag, location }] = two;
  const text = formatLocation(location);
  throw usageError(
    first.flag === flag
      ? `${flag} names ${text} twice`
      : `${first.flag} and ${flag} both name ${text}`,
    'Name each file once.',
  );
}

/** Refuses two inputs with one name. Inputs keep their names in scratch, because tools print and look for them. */
export function rejectCollisions(inputs: readonly PlannedInput[]): void {
  const two = firstTwo(inputs.flatMap(stagedNamesOf), ({ staged }) => staged);
  if (!two) return;
  const [first, { described, staged }] = two;
  throw usageError(
    `${first.described} and ${described} have one name, "${staged}", but the names must differ because a job stages its inputs under them`,
    'Copy one of them to a location with another name, and give that.',
  );
}

const stagedNamesOf = ({ name, definition, locations, secondaryFiles }: PlannedInput) =>
  locations.flatMap((location) => {
    const described = `${flagOf(name)} ${formatLocation(location)}`;
    const staged = stagedName(baseName(location), definition.suffixes);
    const beside = secondaryFiles.flatMap((each) =>
      each.definition.suffixes.map((suffix) => ({
        described: `${flagOf(each.name)} of ${described}`,
        staged: staged + suffix,
      })),
    );
    return [{ described, staged }, ...beside];
  });

/** The first two items with the same key, in their order; undefined if all keys differ. */
function firstTwo<T>(items: readonly T[], keyOf: (item: T) => string): readonly [T, T] | undefined {
  const seen = new Map<string, T>();
  for (const item of items) {
    const earlier = seen.get(keyOf(item));
    if (earlier !== undefined) return [earlier, item];
    seen.set(keyOf(item), item);
  }
  return undefined;
}
