import { formatLocation, identityOf } from '@joblayer/object-store/location';
import { usageError } from '../usage-error.ts';
import { flagOf } from '../description/flag-of.ts';
import type { PlannedInput } from './arguments-plan.ts';

type Named = Pick<PlannedInput, 'name' | 'locations'>;

/** Refuses a file that is named twice: tools would count its data twice. */
export function rejectTwice(inputs: readonly Named[]): void {
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
