/** A sequence of a FASTA, and where it lies. */
export interface FastaSequence {
  readonly name: string;
  /** The line of its header, from 1. */
  readonly line: number;
  /** Of its first base, in the uncompressed text. */
  readonly offsetBytes: number;
  readonly lineBases: number;
  readonly lineBytes: number;
  readonly bases: number;
  /** How many of these are A, C, G or T. */
  readonly acgtBases: number;
}

/** What a tool can make no use of, though others can. */
export interface FastaRules {
  /** The FASTA gets or has an index (`.fai`): the lines of a sequence are of one length. */
  readonly indexed?: boolean;
  /** Bytes that mark the text as UTF-8 may stand before the first header. */
  readonly byteOrderMark?: boolean;
  /** Coding sequences or proteins: any letters, and names that are no genome's. */
  readonly anyLetters?: boolean;
  /** Two names are one where this is equal; without it, where they are equal. */
  readonly keyOf?: (name: string) => string;
}

/** Throws for a FASTA that cannot be used. `what` ends the sentence that begins with the file. */
export type Refuse = (what: string, advice: string) => never;
