import type { Location } from '@joblayer/object-store/location';
import type { InputDescription, SecondaryFileDescription } from '@joblayer/tool-definition';

/** One checked job of a sample sheet. */
export interface SheetJob {
  /** Counted from 0, in the order of the sheet. Rows with faults count too, so it never changes once they are mended. */
  readonly index: number;
  /** The lines of its rows, counted from 1. Several if they are lanes of one sample. */
  readonly lines: readonly number[];
  /** What the sheet has, by heading. A list is one text with `;` between its items. */
  readonly columns: Readonly<Record<string, string>>;
  /** The job spec: values by flag, those of the constants included. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly inputs: readonly SheetInput[];
  readonly outputs: readonly SheetOutput[];
  readonly outputManifest: Location;
  /** Sentences about the arguments, such as an output that is left out. */
  readonly warnings: readonly string[];
}

/** A file or directory that a job reads. */
export interface SheetInput {
  /** The option without its dashes. */
  readonly flag: string;
  /** The heading; undefined if a constant or a variable gives it. */
  readonly column: string | undefined;
  readonly line: number;
  readonly location: Location;
  readonly definition: InputDescription;
  readonly secondaryFiles: readonly SheetSecondaryFile[];
}

export interface SheetSecondaryFile {
  readonly flag: string;
  readonly column: string | undefined;
  readonly definition: SecondaryFileDescription;
  /** Undefined if it is looked for beside its file. */
  readonly location: Location | undefined;
}

/** What a job writes. */
export interface SheetOutput {
  /** Its name in the tool's definition. */
  readonly name: string;
  /** The option without its dashes. */
  readonly flag: string;
  /** The heading; undefined if the location comes from elsewhere, such as the directory of all outputs. */
  readonly column: string | undefined;
  /** Ends in a slash if it is a directory. */
  readonly location: Location;
  /** Where it lies instead if a fact of the inputs asks for another format. */
  readonly alternatives: readonly Location[];
}
