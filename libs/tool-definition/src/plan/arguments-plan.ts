import type { HttpsLocation, Location } from '@joblayer/object-store/location';
import type { ArgumentsGiven } from '../arguments/arguments-given.ts';
import type { OutputAlternative } from '../definition/outputs.ts';
import type {
  InputDescription,
  OutputDescription,
  SecondaryFileDescription,
} from '../description/description.ts';

/** The checked arguments of one job: what it reads and what it makes. No input was looked at yet. */
export interface ArgumentsPlan {
  readonly inputs: readonly PlannedInput[];
  readonly outputs: readonly PlannedOutput[];
  /** Checked, with their defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly extraArgs: readonly string[];
  /** Written last, so its presence means that the outputs are complete. */
  readonly outputManifest: Location;
  /** The given options, for conditions of the definition. */
  readonly given: ArgumentsGiven;
  /** Sentences for the log about the arguments. The job goes on. */
  readonly warnings: readonly string[];
  /** If there are any, the plan holds invented names for them. Make it again once their servers gave the real ones. */
  readonly unnamed: readonly UnnamedUrl[];
}

export interface PlannedInput {
  readonly name: string;
  readonly definition: InputDescription;
  readonly locations: readonly Location[];
  readonly secondaryFiles: readonly PlannedSecondaryFile[];
  /** The directory of each location among the staged inputs. Undefined if no other file has the same name. */
  readonly directories: readonly (string | undefined)[];
}

export interface PlannedSecondaryFile {
  readonly name: string;
  readonly definition: SecondaryFileDescription;
  /** Given by its own option, one for each of the input's files. If undefined, the job looks beside those files. */
  readonly locations: readonly Location[] | undefined;
}

export interface PlannedOutput {
  readonly name: string;
  readonly definition: OutputDescription;
  readonly location: Location;
  /** Whether its own option gave the location. */
  readonly isNamed: boolean;
  /** Whether the tool must write it in this job. */
  readonly required: boolean;
  /** The last part of the location. It is also the name in the scratch directory. */
  readonly fileName: string;
  /** Other formats that may replace it once a fact of the inputs is known. */
  readonly alternatives: readonly PlannedAlternative[];
}

export interface PlannedAlternative {
  readonly suffix: string;
  readonly when: Required<OutputAlternative>['when'];
  /** Undefined if the user named the output's file. That name cannot be used if the fact holds. */
  readonly location: Location | undefined;
}

/** The location of an output, and those that may replace it. */
export const locationsOf = ({ location, alternatives }: PlannedOutput): readonly Location[] => [
  location,
  ...alternatives.flatMap((other) => other.location ?? []),
];

/** An https input whose URL does not end in a name that the tool accepts. The job asks the server for one. */
export interface UnnamedUrl {
  readonly flag: string;
  readonly location: HttpsLocation;
  readonly suffixes: readonly string[];
}
