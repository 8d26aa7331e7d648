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
  readonly secondaryFiles?: Readonly<Record<string, SecondaryFileDefinition>>;
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
export interface SecondaryFileDefinition {
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

export type Inputs = Readonly<Record<string, InputDefinition>>;
