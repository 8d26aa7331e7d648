import type { Location } from '@joblayer/object-store/location';
import type * as z from 'zod';
import type { CommandContext, Params } from './command.ts';
import type { Inputs } from './inputs.ts';
import type { Outputs } from './outputs.ts';
import type { StagedFile } from './staged.ts';

/** What a definition lays out its files with. */
export interface PrepareContext<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> extends CommandContext<I, O, P> {
  /** The absolute path of one in this context: the runtime's own current directory is another than the tool's. */
  readonly resolve: (path: string) => string;
  /** Aborted where the job is stopped: what reads large files gives up then. */
  readonly signal?: AbortSignal;
}

/** A file that nothing is known of but its location. `stem` is its name without the suffix that the definition allows. */
export type NamedFile = Pick<StagedFile, 'name' | 'stem'>;

/** What a job's arguments alone say, before anything is looked at. */
export interface ArgumentsContext<P extends Params = Params> {
  readonly params: z.output<P>;
  readonly extraArgs: readonly string[];
  /** How many locations each input was given, by its name; 0 where it was not. */
  readonly inputCounts: Readonly<Record<string, number>>;
  /** The outputs that were given locations of their own. */
  readonly outputsGiven: ReadonlySet<string>;
  /** The names of those files, as they are staged; none of an input that was not given. */
  readonly inputFiles: Readonly<Record<string, readonly NamedFile[]>>;
  /** As granted where the arguments are read: a submission is checked on another host than the job. */
  readonly cpus: number;
  readonly memoryMiB: number;
}

/** A file of an input, before the tool gets it. */
export interface InspectedFile {
  /** As it is staged; of a directory's file, its path in the directory. */
  readonly name: string;
  readonly location: Location;
  readonly sizeBytes: number;
  /** Its bytes from the start. Whoever stops early stops the transfer. A piece is valid until the next is asked for. */
  read(): AsyncIterable<Buffer>;
}

export interface InspectContext<P extends Params = Params> {
  /** The files of an input or a secondary file, by the name of its option; none where it was not given. */
  readonly files: (name: string) => readonly InspectedFile[];
  readonly params: z.output<P>;
  /** Whether the inputs are on this host's disk: whole files can be read then. Before that, only their heads. */
  readonly isStaged: boolean;
}

/** What a definition found in the inputs. */
export interface Inspection {
  /** By name. A fact that is lacking is unknown: it is asked for again once the inputs are staged, and is then false. */
  readonly facts?: Readonly<Record<string, boolean>>;
  /** Sentences for the log. */
  readonly warnings?: readonly string[];
}

/** What `checkInJob` found in the arguments. What is absent stays as it was given. */
export interface CheckedArguments {
  /** Parameters that are to have other values, by name. They are checked like those that are given. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly extraArgs?: readonly string[];
  /** Sentences for the job's log. */
  readonly warnings?: readonly string[];
}
