import {
  formatLocation,
  isDirectoryLocation,
  type Location,
} from '@joblayer/object-store/location';
import { usageError } from '../usage-error.ts';
import { flagOf } from '../description/flag-of.ts';
import { locationsOf, type PlannedInput, type PlannedOutput } from './arguments-plan.ts';

interface Named {
  readonly flag: string;
  readonly location: Location;
  readonly text: string;
}

const named = (flag: string, location: Location): Named => ({
  ...{ flag, location },
  text: formatLocation(location),
});

export interface JobLocations {
  readonly inputs: readonly PlannedInput[];
  readonly outputs: readonly PlannedOutput[];
  readonly outputManifest: Location;
  readonly reportUri: Location | undefined;
}

/**
 * Refuses locations that lie in each other. Files of the one would replace files of the other, or be mistaken for them.
 *
 * @throws UsageError
 */
export function rejectOverlaps({ inputs, outputs, outputManifest, reportUri }: JobLocations): void {
  const read = inputs.flatMap(locationsRead);
  // Includes all alternatives of an output: which one is made is known only once the inputs are looked at.
  const written = outputs.flatMap((output) =>
    locationsOf(output).map((location) => named(flagOf(output.name), location)),
  );
  const manifest = named('the output manifest', outputManifest);
  const report = reportUri ? [named('--report-uri', reportUri)] : [];

  for (const [i, output] of written.entries()) {
    for (const input of read) {
      rejectSame(output, input);
      rejectWithin(output, input);
      rejectWithin(input, output);
    }
    for (const earlier of written.slice(0, i).filter(({ flag }) => flag !== output.flag)) {
      rejectSame(output, earlier);
      rejectWithin(earlier, output);
      rejectWithin(output, earlier);
      rejectSameButCase(earlier, output);
    }
    rejectSame(output, manifest);
    // Reports may lie beside output files, but not in an output directory.
    for (const each of report) rejectWithin(each, output);
  }
  for (const input of read) {
    rejectSame(manifest, input);
    for (const each of report) rejectWithin(each, input);
  }
}

const locationsRead = ({ name, locations, secondaryFiles }: PlannedInput): readonly Named[] => [
  ...locations.map((location) => named(flagOf(name), location)),
  ...secondaryFiles.flatMap(({ name: secondaryFile, locations: given = [] }) =>
    given.map((location) => named(flagOf(secondaryFile), location)),
  ),
];

function rejectSame(one: Named, other: Named): void {
  if (one.text !== other.text) return;
  throw usageError(
    `${one.flag} and ${other.flag} are the same location, ${one.text}`,
    'Give each its own.',
  );
}

function rejectWithin(inner: Named, outer: Named): void {
  if (!isDirectoryLocation(outer.location) || !inner.text.startsWith(outer.text)) return;
  throw usageError(
    `${inner.flag} ${inner.text} lies in the directory of ${outer.flag}, ${outer.text}`,
    'Give a location outside of it.',
  );
}

/** Some disks, such as those of macOS, ignore case, so both would be one file. In S3 they are two objects. */
function rejectSameButCase(one: Named, other: Named): void {
  if (one.location.scheme !== 'file' || other.location.scheme !== 'file') return;
  const [a, b] = [one.location.path, other.location.path];
  if (a.toLowerCase() !== b.toLowerCase()) return;
  throw usageError(
    `${one.flag} ${a} and ${other.flag} ${b} differ in case only, and some disks would store them as one file`,
    'Give one of them another name.',
  );
}
