import { isDirectoryLocation, withEnding, type Location } from '@joblayer/object-store/location';
import type { OutputDescription } from '../description/description.ts';
import { endsIn } from './reject-outputs.ts';
import type { PlannedAlternative } from './arguments-plan.ts';

/**
 * What an output may still become, once facts of the inputs are known: nothing, where the user's name already ends in
 * the suffix of an alternative.
 *
 * @param isNamed whether the user named the file: another name is never chosen then
 */
export function planAlternatives(
  { beside }: OutputDescription,
  location: Location,
  isNamed: boolean,
): readonly PlannedAlternative[] {
  const alternatives = beside?.alternatives ?? [];
  if (!beside || isDirectoryLocation(location)) return [];
  if (alternatives.some(({ suffix }) => endsIn(location, suffix))) return [];
  return alternatives.flatMap(({ suffix, when }) => {
    if (!when) return [];
    const other = isNamed ? undefined : withEnding(location, beside.suffix, suffix);
    return [{ suffix, when, location: other }];
  });
}
