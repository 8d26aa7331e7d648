import type { Location } from '@joblayer/object-store/location';
import type { ArgumentsGiven } from '../arguments/arguments-given.ts';

/** What a job was given, still as text and numbers: from the command line or a job spec. */
export interface ArgumentsRequest {
  /** Locations as typed, by the name of the input or secondary file; one each unless the input is a list of files. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly outputDir: string | undefined;
  readonly extraArgs: readonly string[];
  readonly reportUri?: Location | undefined;
  /** The environment's, for inputs that come from one; undefined where only the job itself will know them. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
  /** The other runtime options, for relations that name one. */
  readonly runtimeOptions?: ArgumentsGiven | undefined;
}
