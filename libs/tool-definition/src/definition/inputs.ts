export type InputKind = 'file' | 'directory' | 'file-or-directory' | 'files';

export interface InputDefinition {
  readonly kind: InputKind;
  readonly description: string;
  /** Defaults to true. */
  readonly required?: boolean;
  /** The name of a file must end in one of these. A longer one comes before its own ending: `.fastq.gz`, `.gz`. */
  readonly suffixes?: readonly string[];
  /**
   * True if the tool reads the input once, from start to end. A file in S3 then reaches the tool through a FIFO while
   * it runs, and needs no disk. Never true if the tool seeks in the input, opens it twice, or looks for files beside
   * it.
   */
  readonly stream?: boolean | StreamCondition;
  /** True if many jobs share it, such as a genome. It is then kept in the host cache. */
  readonly reference?: boolean;
  /**
   * The environment variable that gives the location if the option does not. It is for jobs whose arguments cannot name
   * the location.
   */
  readonly fromVariable?: InputVariable;
  /** What to do if it is required and has no location, as a sentence. */
  readonly absentAdvice?: string;
  /** Other flags for the same option, such as `bam_s3_path`, for job definitions that were made for other programs. */
  readonly aliases?: readonly string[];
  /** Files that belong beside each file, by the names of their own options. A directory holds its own. */
  readonly secondaryFiles?: Readonly<Record<string, SecondaryFileDefinition>>;
}

export interface InputVariable {
  /** Begins with `JOBLAYER_`: the runtime removes such variables from the tool's environment. */
  readonly name: string;
  /** The directory of the input below the location. `{genome}` stands for the value of that parameter. */
  readonly subdirectory?: string;
}

/**
 * A file that belongs beside an input's file, such as the index of a BAM. If its own option gives no location, the job
 * looks for it beside the file. The job also stages it beside the file, under the file's name with its suffix.
 */
export interface SecondaryFileDefinition {
  readonly description: string;
  /** Defaults to true. */
  readonly required?: boolean;
  /**
   * The endings that may follow the file's name, the best first: `.bai` in `x.bam.bai`. The job also looks for `x.bai`,
   * in which the ending replaces the file's own suffix.
   */
  readonly suffixes: readonly [string, ...string[]];
  readonly aliases?: readonly string[];
}

/** The tool reads the input once, except under some options. */
export interface StreamCondition {
  /** Names of inputs, parameters and runtime options, such as `extraArgs`. Each of them forbids streaming. */
  readonly unlessGiven: readonly string[];
}

export type Inputs = Readonly<Record<string, InputDefinition>>;
