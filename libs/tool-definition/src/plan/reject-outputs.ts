import { baseName, formatLocation, type Location } from '@joblayer/object-store/location';
import { usageError, type UsageError } from '../usage-error.ts';
import type { ArgumentsRequest } from './arguments-request.ts';
import { suffixesOf } from '../definition/names.ts';
import type { DefinitionDescription, OutputDescription } from '../description/description.ts';
import { flagOf } from '../description/flag-of.ts';

export const endsIn = (location: Location, suffix: string): boolean =>
  baseName(location).toLowerCase().endsWith(suffix);

/** The output that is made instead of this one, because its own location was given. */
export const replacementOf = (
  name: string,
  { outputs }: DefinitionDescription,
  request: ArgumentsRequest,
): string | undefined =>
  Object.keys(outputs).find(
    (other) => outputs[other]?.insteadOf === name && request.outputs[other] !== undefined,
  );

export const bothGiven = (name: string, other: string): UsageError =>
  usageError(
    `${flagOf(name)} and ${flagOf(other)} were both given, and only one of them is made`,
    'Leave one of them out.',
  );

/** The error for a location whose output is not made. If it were ignored, a user would notice only after the job. */
export const withoutAnchor = (flag: string, { output }: { readonly output: string }): UsageError =>
  usageError(
    `${flag} was given, but ${flagOf(output)}, to which it belongs, is not made`,
    `Give ${flagOf(output)} too, or leave ${flag} out.`,
  );

/** Refuses a name that promises another format than is written, since it would mislead readers of the file. */
export function checkFormat(
  flag: string,
  location: Location,
  { beside, otherFormats = [] }: OutputDescription,
): void {
  const other = otherFormats.find((suffix) => endsIn(location, suffix));
  if (other !== undefined) {
    throw usageError(
      `${flag} got ${formatLocation(location)}: a name that ends in ${other} promises another format than is written there`,
      'Give a name with the ending of the format, or a directory with a slash at its end.',
    );
  }
  if (!beside?.otherIndexes.some((suffix) => endsIn(location, suffix))) return;
  const own = suffixesOf(beside);
  throw usageError(
    `${flag} expects a name that ends in ${own.join(' or ')}, got ${formatLocation(location)}`,
  );
}
