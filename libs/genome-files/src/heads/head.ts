/** A sequence of alignments or of a genome. */
export interface Sequence {
  readonly name: string;
  /** In bases. */
  readonly length: number;
}

/** The content of a header of alignments. */
export interface AlignmentsHead {
  readonly sequences: readonly Sequence[];
  /** Whether any record follows the header. */
  readonly hasReads: boolean;
}

/** The sequence in a header's line `@SQ`; undefined for other lines. */
export function sequenceOf(line: string): Sequence | undefined {
  if (!line.startsWith('@SQ\t')) return undefined;
  const field = (tag: string) =>
    line
      .trimEnd()
      .split('\t')
      .find((each) => each.startsWith(tag))
      ?.slice(tag.length);
  return { name: field('SN:') ?? '', length: Number(field('LN:')) };
}
