import type { Condition } from '../arguments/relations.ts';

export interface OutputDefinition {
  readonly kind: 'file' | 'directory';
  readonly description: string;
  /** Defaults to true: the job fails if the tool succeeds without having written it. */
  readonly required?: boolean;
  /**
   * The name that it gets if only a directory is given. In it, `{input.stem}` stands for the name of that input without
   * its suffix, `{input.suffix}` for the suffix, `{input.name}` for the whole name. If that input was not given, an optional output is not made, and a
   * required one needs a location of its own.
   */
  readonly defaultName: string;
  /**
   * True if the step whose `stdoutTo` it is writes it to standard output, and no later step reads it. It is then
   * uploaded to S3 while the tool writes, and needs no disk.
   */
  readonly stream?: boolean;
  /**
   * Made only if this holds, or all of these: `reads2` holds if that input or parameter was given. If it holds, a
   * location is required, unless the output has `required: false`. If it does not hold, a location is refused.
   */
  readonly onlyWith?: Condition | readonly Condition[];
  /** Made only if its own location is given, not with --output-dir alone. For outputs that cost time and few need. */
  readonly onRequest?: boolean;
  /**
   * The output beside which it lies, at that one's location with `suffix` added, unless its own location is given. A
   * location for it is refused if the other output is not made.
   */
  readonly beside?: Beside;
  /** Made instead of this other output, if its own location is given. Only one of both can have a location. */
  readonly insteadOf?: string;
  /** Endings that promise another format than is written, such as `.cram` for a BAM. Such a name is refused. */
  readonly otherFormats?: readonly string[];
  readonly aliases?: readonly string[];
}

/** The other output that an output belongs to. */
export interface Beside {
  readonly output: string;
  readonly suffix: string;
  /** Other formats that it may have, by the ending of its name: `.csi` for `.bai`. */
  readonly alternatives?: readonly OutputAlternative[];
  /** If the other output's name ends in this suffix, no such file can exist. A location for it is then refused. */
  readonly notFor?: {
    readonly suffix: string;
    /** The reason: `plain text has no index`. */
    readonly because: string;
    /** How to get such a file. It follows "Leave … out, or": `give --vcf a name that ends in .vcf.gz`. */
    readonly advice: string;
  };
}

/**
 * Another format of an output. A location that ends in its suffix selects it. Under a default name, the first
 * alternative whose fact holds is selected. The tool must write the format that the ending of the output's path names.
 */
export interface OutputAlternative {
  readonly suffix: string;
  /** Without it, only a name that the user gives selects this alternative. */
  readonly when?: {
    /** A fact that the definition's hook `inspect` finds. */
    readonly fact: string;
    /** For the log, why the first format cannot be used: `a BAI holds no sequence that long`. */
    readonly because: string;
  };
}

export type Outputs = Readonly<Record<string, OutputDefinition>>;
