import type { Location } from '@joblayer/object-store/location';
import type { ArgumentsGiven } from '../arguments/arguments-given.ts';

/** A job's arguments, still as text and numbers, from the command line or a job spec. */
export interface ArgumentsRequest {
  /** Unparsed locations, by the name of the input or secondary file. Only a list of files may have several. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly outputDir: string | undefined;
  readonly extraArgs: readonly string[];
  readonly reportUri?: Location | undefined;
  /** Environment variables, for inputs that come from one. Undefined if only the job itself will know them. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
  /** The other runtime options, because a relation may name one. */
  readonly runtimeOptions?: ArgumentsGiven | undefined;
}
