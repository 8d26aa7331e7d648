import { baseName, type Location, withEnding, withSuffix } from '@joblayer/object-store/location';
import { endingIn } from '../definition/names.ts';
import type { SecondaryFileDescription } from '../description/description.ts';

/** A location beside a file where its secondary file may be. */
export interface SecondaryFilePlace {
  readonly location: Location;
  /** The suffix under which it is staged beside its file. */
  readonly suffix: string;
}

/**
 * The places beside a file where a secondary file is looked for, in order. For `x.bam` and `.bai`: first `x.bam.bai`,
 * then `x.bai`.
 *
 * @param fileSuffixes those that the file's own input allows
 */
export function placesOfSecondaryFile(
  file: Location,
  fileSuffixes: readonly string[],
  { suffixes }: SecondaryFileDescription,
): readonly SecondaryFilePlace[] {
  // The name of this URL is the user's. Beside it, the server could send anything for a guessed path.
  if (file.scheme === 'https' && 'name' in file) return [];
  const ending = endingIn(baseName(file), fileSuffixes);
  const isInCapitals = ending !== undefined && baseName(file).endsWith(ending.toUpperCase());
  const spellings = (suffix: string) => [suffix, ...(isInCapitals ? [suffix.toUpperCase()] : [])];
  const locations = (spelled: string) => [
    withSuffix(file, spelled),
    ...(ending === undefined ? [] : [withEnding(file, ending, spelled)]),
  ];
  return suffixes.flatMap((suffix) =>
    spellings(suffix)
      .flatMap(locations)
      .map((location) => ({ location, suffix })),
  );
}
