import type { HttpsLocation, Location } from '@joblayer/object-store/location';
import type { ArgumentsGiven } from '../arguments/arguments-given.ts';
import type { OutputAlternative } from '../definition/outputs.ts';
import type {
  InputDescription,
  OutputDescription,
  SecondaryFileDescription,
} from '../description/description.ts';

/** Arguments of one job that make sense: what it reads and what it makes. Nothing was looked at but the arguments. */
export interface ArgumentsPlan {
  readonly inputs: readonly PlannedInput[];
  readonly outputs: readonly PlannedOutput[];
  /** Checked, with their defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly extraArgs: readonly string[];
  /** Written last: its presence means that the outputs are complete. */
  readonly outputManifest: Location;
  /** What was given, as conditions of the definition see it. */
  readonly given: ArgumentsGiven;
  /** What the log is to say of the arguments; the job goes on. */
  readonly warnings: readonly string[];
  /** Where there is any, the plan has names in their place that are made up: it is to be made again with theirs. */
  readonly unnamed: readonly UnnamedUrl[];
}

export interface PlannedInput {
  readonly name: string;
  readonly definition: InputDescription;
  readonly locations: readonly Location[];
  readonly secondaryFiles: readonly PlannedSecondaryFile[];
}

export interface PlannedSecondaryFile {
  readonly name: string;
  readonly definition: SecondaryFileDescription;
  /** Given by its own option, one for each of the input's files; else they are looked for beside those. */
  readonly locations: readonly Location[] | undefined;
}

export interface PlannedOutput {
  readonly name: string;
  readonly definition: OutputDescription;
  readonly location: Location;
  /** Its last part: also its name in the scratch directory. */
  readonly fileName: string;
  /** What it is to be instead, once a fact of the inputs is known. */
  readonly alternatives: readonly PlannedAlternative[];
}

export interface PlannedAlternative {
  readonly suffix: string;
  readonly when: Required<OutputAlternative>['when'];
  /** None where the user named the location: where the fact holds, that one cannot be used. */
  readonly location: Location | undefined;
}

/** Where an output goes, and where it may go instead. */
export const locationsOf = ({ location, alternatives }: PlannedOutput): readonly Location[] => [
  location,
  ...alternatives.flatMap((other) => other.location ?? []),
];

/** An input by https whose URL does not end in a name that the tool takes. Its server is asked for one. */
export interface UnnamedUrl {
  readonly flag: string;
  readonly location: HttpsLocation;
  readonly suffixes: readonly string[];
}
