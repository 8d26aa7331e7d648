import type { Argv } from '@joblayer/subprocess';
import type * as z from 'zod';
import type { Relation } from '../arguments/relations.ts';
import type { Pattern } from './pattern.ts';
import type { Location } from '@joblayer/object-store/location';

export type InputKind = 'file' | 'directory' | 'file-or-directory' | 'files';

export interface InputDefinition {
  readonly kind: InputKind;
  readonly description: string;
  /** Defaults to true. */
  readonly required?: boolean;
  /** Endings that the name of a file must have, longest first where one ends in another: `.fastq.gz`, `.gz`. */
  readonly suffixes?: readonly string[];
  /**
   * Read once, from start to end: a file in S3 is then fed to the tool through a FIFO while it runs, and needs no disk.
   * Never true where the tool seeks in the input, opens it twice, or looks for files beside it.
   */
  readonly stream?: boolean | StreamCondition;
  /** The same for many jobs, as a genome is: kept in the host cache where there is one. */
  readonly reference?: boolean;
  /**
   * Where its option gives no location: the location in this variable of the environment, for jobs whose arguments
   * cannot name it.
   */
  readonly fromVariable?: InputVariable;
  /** What to do where it is required and has no location; a sentence. */
  readonly absentAdvice?: string;
  /** Further flags that mean this one, as they were typed elsewhere: `bam_s3_path`. */
  readonly aliases?: readonly string[];
  /** What belongs beside each file, by the name of its own option; of a directory, all is in it. */
  readonly companions?: Readonly<Record<string, CompanionDefinition>>;
}

export interface InputVariable {
  /** Begins with `JOBLAYER_`: the runtime keeps those from the tool. */
  readonly name: string;
  /** The input lies in this directory below the location. `{genome}` stands for the value of that parameter. */
  readonly subdirectory?: string;
}

/**
 * A file that belongs beside an input's: the index of a BAM, of a FASTA. Where its own option gives no location, it
 * is looked for beside the file. It is staged beside it too, under the file's name with its suffix.
 */
export interface CompanionDefinition {
  readonly description: string;
  /** Defaults to true. */
  readonly required?: boolean;
  /**
   * What its name has after the file's: `.bai` in `x.bam.bai`; several where one will do, the best first. `x.bai`,
   * in place of the file's own suffix, is looked for as well.
   */
  readonly suffixes: readonly [string, ...string[]];
  readonly aliases?: readonly string[];
}

/** The tool reads the input once, except under some options. */
export interface StreamCondition {
  /** Inputs, parameters and runtime options by name, such as `extraArgs`. Each of them forbids streaming. */
  readonly unlessGiven: readonly string[];
}

export interface OutputDefinition {
  readonly kind: 'file' | 'directory';
  readonly description: string;
  /** Defaults to true: the job fails when the tool succeeds without having written it. */
  readonly required?: boolean;
  /**
   * The name that it gets where only a directory is given: text in which `{input.stem}` stands for the name of
   * that input without its suffix, `{input.name}` for its whole name. Where that input was not given, an optional
   * output is not made, and one that is required needs a location of its own.
   */
  readonly defaultName: string;
  /**
   * Written to standard output, by the step whose `stdoutTo` it is, and not read by a later step: to S3 it is then
   * uploaded while the tool writes, and needs no disk.
   */
  readonly stream?: boolean;
  /** Made only where its own location is given, not with --output-dir alone: what costs time and few ask for. */
  readonly onRequest?: boolean;
  /**
   * Lies beside this other output, at that one's location with `suffix` added, unless a location is given. It is
   * refused where that other output is not made.
   */
  readonly beside?: Beside;
  /** Made only where its own location is given, instead of this other output: only one of both can have a location. */
  readonly insteadOf?: string;
  /** Endings of names that promise another format than is written, as `.cram` of a BAM: such a name is refused. */
  readonly otherFormats?: readonly string[];
  readonly aliases?: readonly string[];
}

/** Which other output an output belongs to. */
export interface Beside {
  readonly output: string;
  readonly suffix: string;
  /** Other formats that it may have, by the ending of its name: `.csi` for `.bai`. */
  readonly alternatives?: readonly OutputAlternative[];
  /** Where that one's name ends in this suffix, there can be no such file: a location for it is refused. */
  readonly notFor?: {
    readonly suffix: string;
    /** Why: `plain text has no index`. */
    readonly because: string;
    /** How to get one, after "Leave … out, or": `give --vcf a name that ends in .vcf.gz`. */
    readonly advice: string;
  };
}

/**
 * Another format of an output. A location that ends in its suffix gets it. Under a default name the first alternative
 * counts whose fact holds. The tool is to write the output in the format that its path's ending names.
 */
export interface OutputAlternative {
  readonly suffix: string;
  /** Without it, only a name that the user gives chooses this alternative. */
  readonly when?: {
    /** One of the facts that the definition's `inspect` finds. */
    readonly fact: string;
    /** Why the first format cannot be used then, for the log: `a BAI holds no sequence that long`. */
    readonly because: string;
  };
}

export type Inputs = Readonly<Record<string, InputDefinition>>;
export type Outputs = Readonly<Record<string, OutputDefinition>>;
export type Params = z.ZodObject;

/** A staged file, as the command sees it. `stem` is its name without the suffix that the definition allows. */
export interface StagedFile<C = Readonly<Record<string, string | undefined>>> {
  readonly type: 'file';
  readonly path: string;
  readonly name: string;
  readonly stem: string;
  /** The paths of its companions, by their names in the definition; an optional one may be absent. */
  readonly companions: C;
}

/** A staged directory. `files` holds the paths of its files, relative to it, sorted. */
export interface StagedDirectory {
  readonly type: 'directory';
  readonly path: string;
  readonly name: string;
  readonly stem: string;
  readonly files: readonly string[];
}

type StagedCompanions<D extends InputDefinition> = D extends { readonly companions: infer C }
  ? {
      readonly [K in keyof C]: C[K] extends { readonly required: false }
        ? string | undefined
        : string;
    }
  : Readonly<Record<string, never>>;

type StagedKind<D extends InputDefinition> = D['kind'] extends 'file'
  ? StagedFile<StagedCompanions<D>>
  : D['kind'] extends 'directory'
    ? StagedDirectory
    : D['kind'] extends 'files'
      ? readonly StagedFile<StagedCompanions<D>>[]
      : StagedFile<StagedCompanions<D>> | StagedDirectory;

type Staged<D extends InputDefinition> = D extends { readonly required: false }
  ? StagedKind<D> | undefined
  : StagedKind<D>;

/**
 * All that a tool's command may depend on. Every path in it is relative to the tool's current directory and begins with
 * `./`: it is the same for each run of a job, and no tool takes it for an option or a URL.
 */
export interface CommandContext<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> {
  readonly inputs: { readonly [K in keyof I]: Staged<I[K]> };
  /**
   * Where the tool is to write each output. An optional output that nobody gave a location has none.
   */
  readonly outputs: {
    readonly [K in keyof O]: O[K] extends
      { readonly required: false } | { readonly onRequest: true }
      ? string | undefined
      : string;
  };
  readonly params: z.output<P>;
  /** Arguments that the user adds to the tool's own, from `--extra-args`. */
  readonly extraArgs: readonly string[];
  /** The tool's current directory, `.`: a file of the definition's own is `${workDir}/name`. */
  readonly workDir: string;
  /** For the tool's temporary files; also in TMPDIR, there as an absolute path. */
  readonly tmpDir: string;
  /** CPUs granted to the job, at least 1. */
  readonly cpus: number;
  /** Memory granted to the job, in MiB. */
  readonly memoryMiB: number;
}

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
  /** The files of an input or a companion, by the name of its option; none where it was not given. */
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

/** One step of a command: a pipeline, whose last stage's standard output may be an output. */
export interface Step {
  readonly pipeline: readonly [Argv, ...Argv[]];
  /** A path from `ctx.outputs`, or below `ctx.workDir`. Without it, the log receives what the tool prints. */
  readonly stdoutTo?: string;
  /**
   * The optional output that this step makes, a path from `ctx.outputs`, and nothing else. Where the step fails, the job
   * goes on without that output, and warns.
   */
  readonly makesOnly?: string;
}

/** What to run, as data: one step after the other. */
export type Command = readonly Step[];

/** What a tool says on stderr of an input that it cannot use, though it may go on with what it could read of it. */
export interface ErrorPattern {
  /** Compared with each line of stderr. */
  readonly pattern: Pattern;
  /** What is wrong with which input, by its option, without a full stop: the tool's own line follows. */
  readonly problem: string;
  /** What was expected, and what to do. */
  readonly advice: string;
  /** The line proves it: the job ends with `bad-data`, whatever the program's exit code is. */
  readonly provesBadData?: boolean;
}

/** What `checkInJob` found in the arguments. What is absent stays as it was given. */
export interface CheckedArguments {
  /** Parameters that are to have other values, by name. They are checked like those that are given. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly extraArgs?: readonly string[];
  /** Sentences for the job's log. */
  readonly warnings?: readonly string[];
}

export interface Resources {
  /** What the job definition asks of AWS Batch by default. */
  readonly vcpus: number;
  readonly memoryMiB: number;
  /**
   * The tool cannot work with less. A job or a submission below it is refused before anything is staged; without it,
   * any amount is tried.
   */
  readonly minimumMemoryMiB?: number;
  /** Disk space that the tool needs besides its staged inputs. */
  readonly scratch: ScratchSpace;
}

/** Disk space by the size of all inputs. It is compared with the free space before anything is staged. */
export interface ScratchSpace {
  /** Needed for inputs of any size. */
  readonly baseMiB: number;
  /** Needed besides for each MiB of the inputs; 0 where their size does not matter. */
  readonly perInputMiB: number;
}

export interface ToolDefinition<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> {
  /** The image's name, equal to the tool manifest's. */
  readonly name: string;
  /** One line for the top of `--help`. */
  readonly summary: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  readonly resources: Resources;
  /** Extra arguments go to this program; named in `--help`. */
  readonly extraArgsFor: string;
  /** Files that help to find out why the tool failed, relative to its current directory: `work/run.log`. */
  readonly diagnostics?: readonly string[];
  /** A match of any makes the job fail, whatever the tool's exit code is; where that is 0, with `bad-data`. */
  readonly errorPatterns?: readonly ErrorPattern[];
  /** What must hold between options. Checked before anything is staged, in the job and when it is submitted. */
  readonly relations?: readonly Relation[];
  /**
   * What only the hooks below check, in phrases: the tool description lists them, so that its reader knows what remains
   * for the job. Required where there is a hook.
   */
  readonly checkedInJob?: readonly string[];
  /**
   * Pure: checks what relations cannot state, before anything is staged, in the job and when it is submitted. Arguments of
   * old jobs may be changed into those of today. Inputs that a variable names are not known yet. Throws JobError `usage`.
   */
  checkInJob?(given: ArgumentsContext<P>): CheckedArguments;
  /**
   * Looks into the inputs in preflight, before anything is staged: at the header of alignments, at an index. It is asked
   * again after stage-in where a fact that an output depends on is unknown. Throws JobError `bad-data`.
   */
  inspect?(ctx: InspectContext<P>): Promise<Inspection>;
  /**
   * Lays out files below `ctx.workDir` before the command runs, for tools that look for theirs under names of their
   * own: links, a rewritten descriptor. Staged inputs are never changed. Throws JobError `bad-data` where they do not
   * fit.
   */
  prepare?(ctx: PrepareContext<I, O, P>): Promise<void>;
  /** Pure: the same context gives the same command. Throws JobError `bad-data` where the inputs do not fit. */
  command(ctx: CommandContext<I, O, P>): Command;
}

/** A tool of whatever inputs, outputs and parameters, as the runtime handles it. */
export type AnyTool = Omit<ToolDefinition, 'checkInJob' | 'command' | 'inspect' | 'prepare'> & {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  inspect?(ctx: any): Promise<Inspection>;
  // The runtime builds the context from the same definition: the types meet again there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  checkInJob?(given: any): CheckedArguments;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  prepare?(ctx: any): Promise<void>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  command(ctx: any): Command;
};
