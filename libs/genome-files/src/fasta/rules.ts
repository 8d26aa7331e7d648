/** A sequence of a FASTA, and its position. */
export interface FastaSequence {
  readonly name: string;
  /** The line of its header, from 1. */
  readonly line: number;
  /** Offset of its first base in the uncompressed text. */
  readonly offsetBytes: number;
  readonly lineBases: number;
  readonly lineBytes: number;
  readonly bases: number;
  /** The number of bases that are A, C, G or T. */
  readonly acgtBases: number;
}

/** Rules that depend on the tool. */
export interface FastaRules {
  /** The FASTA has or gets an index (`.fai`), so the lines of a sequence must have one length. */
  readonly indexed?: boolean;
  /** A byte-order mark may precede the first header. */
  readonly byteOrderMark?: boolean;
  /** Coding sequences or proteins: any letters, and names that a genome cannot have. */
  readonly anyLetters?: boolean;
  /** Two names with an equal key are the same to the tool. Default: equal names. */
  readonly keyOf?: (name: string) => string;
}

/**
 * Throws for a FASTA that cannot be used. `what` continues the sentence that begins with the file.
 */
export type Refuse = (what: string, advice: string) => never;
