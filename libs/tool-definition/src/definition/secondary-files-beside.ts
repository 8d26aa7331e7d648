import { baseName, type Location, withEnding, withSuffix } from '@joblayer/object-store/location';
import { endingIn } from './names.ts';

/** A location where a secondary file may be. */
export interface SecondaryFilePlace {
  readonly location: Location;
  /** The suffix under which it is staged beside its file. */
  readonly suffix: string;
}

/**
 * Where a secondary file may be, the likeliest location first. For `x.bam` and `.bai`: `x.bam.bai`, then `x.bai`.
 *
 * @param fileSuffixes those of the input
 */
export function secondaryFilesBeside(
  file: Location,
  fileSuffixes: readonly string[],
  { suffixes }: { readonly suffixes: readonly string[] },
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
