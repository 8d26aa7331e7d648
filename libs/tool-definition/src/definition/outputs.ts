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

export type Outputs = Readonly<Record<string, OutputDefinition>>;
