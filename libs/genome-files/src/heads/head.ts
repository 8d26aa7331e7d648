/** A sequence that alignments or a genome have. */
export interface Sequence {
  readonly name: string;
  /** In bases. */
  readonly length: number;
}

/** What stands at the start of alignments. */
export interface AlignmentsHead {
  readonly sequences: readonly Sequence[];
  /** Whether any record follows the header. */
  readonly hasReads: boolean;
}

/** The sequence of a header's line `@SQ`; undefined of other lines. */
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
