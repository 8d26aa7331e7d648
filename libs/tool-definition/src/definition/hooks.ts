import type { Location } from '@joblayer/object-store/location';
import type * as z from 'zod';
import type { CommandContext, Params } from './command.ts';
import type { Inputs } from './inputs.ts';
import type { Outputs } from './outputs.ts';
import type { StagedFile } from './staged.ts';

/** The context of the hook `prepare`. */
export interface PrepareContext<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> extends CommandContext<I, O, P> {
  /** Makes a path of this context absolute: the runtime's own current directory is not the tool's. */
  readonly resolve: (path: string) => string;
  /** Writes a sentence to the job's log. The job goes on. */
  readonly warn?: (message: string) => void;
  /** Aborted if the job is stopped. A hook that reads large files must then stop. */
  readonly signal?: AbortSignal;
}

/** The name of a file that was not looked at yet. `stem` is the name without the suffix that the definition allows. */
export type NamedFile = Pick<StagedFile, 'name' | 'stem'>;

/** The facts that a job's arguments state, before any input is looked at. */
export interface ArgumentsContext<P extends Params = Params> {
  readonly params: z.output<P>;
  readonly extraArgs: readonly string[];
  /** How many locations each input was given, by its name. */
  readonly inputCounts: Readonly<Record<string, number>>;
  /** The outputs whose own options gave a location. */
  readonly outputsGiven: ReadonlySet<string>;
  /** The names that the files of each input will have when staged. */
  readonly inputFiles: Readonly<Record<string, readonly NamedFile[]>>;
  /** Granted to the process that reads the arguments. A submission is checked on another host than the job's. */
  readonly cpus: number;
  readonly memoryMiB: number;
}

/** A file of an input, before the tool gets it. */
export interface InspectedFile {
  /** The name that it will have when staged. For a file of a directory, its path in the directory. */
  readonly name: string;
  readonly location: Location;
  readonly sizeBytes: number;
  /** Its bytes from the start. To stop early also stops the transfer. A chunk is valid until the next one is read. */
  read(): AsyncIterable<Buffer>;
}

export interface InspectContext<P extends Params = Params> {
  /** The files of an input or a secondary file, by the name of its option; none if it was not given. */
  readonly files: (name: string) => readonly InspectedFile[];
  readonly params: z.output<P>;
  /** Whether the inputs are on this host's disk. Read whole files only then, and before that only their heads. */
  readonly isStaged: boolean;
}

/** The results of the hook `inspect`. */
export interface Inspection {
  /** By name. An absent fact is unknown. The hook is called again after stage-in, and the fact then counts as false. */
  readonly facts?: Readonly<Record<string, boolean>>;
  /** Sentences for the log. */
  readonly warnings?: readonly string[];
}

/** The changes that `checkInJob` makes to the arguments. Absent ones stay as they were given. */
export interface CheckedArguments {
  /** New values of parameters, by name. They are checked as given ones are. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly extraArgs?: readonly string[];
  /** Sentences for the job's log. */
  readonly warnings?: readonly string[];
}
