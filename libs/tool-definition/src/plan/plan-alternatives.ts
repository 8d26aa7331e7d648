import { isDirectoryLocation, withEnding, type Location } from '@joblayer/object-store/location';
import type { OutputDescription } from '../description/description.ts';
import { endsIn } from './reject-outputs.ts';
import type { PlannedAlternative } from './arguments-plan.ts';

/**
 * The other formats that an output may get once facts of the inputs are known. There are none if its name already ends
 * in the suffix of an alternative.
 *
 * @param isNamed whether the user named the file. The job then never selects another name
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
