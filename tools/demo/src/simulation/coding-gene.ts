import { reverseComplement } from './bases.ts';

/** First and last base of a range on a chromosome, counted from 1. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/** A gene that codes for a protein. */
export interface CodingGene {
  readonly name: string;
  readonly isForward: boolean;
  /** Its coding parts, by position. */
  readonly parts: readonly Interval[];
}

/** The coding genes of a GFF3 whose CDS rows name their gene as `Parent`. */
export function codingGenes(gff3: string): CodingGene[] {
  const rows = gff3
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , type]) => type === 'CDS');
  const byName = Map.groupBy(rows, ([, , , , , , , , attributes = '']) =>
    attributes.replace(/^(?:.*;)?Parent=([^;]+).*$/, '$1'),
  );
  return [...byName].map(([name, parts]) => ({
    name,
    isForward: parts[0]?.[6] === '+',
    parts: parts
      .map(([, , , first, last]) => ({ first: Number(first), last: Number(last) }))
      .toSorted((a, b) => a.first - b.first),
  }));
}

/** The range from a gene's first to its last coding base. */
export const extentOf = ({ parts }: CodingGene): Interval => ({
  first: parts[0]?.first ?? 0,
  last: parts.at(-1)?.last ?? 0,
});

/** The ranges between a gene's coding parts. */
export const intronsOf = ({ parts }: CodingGene): Interval[] =>
  parts.slice(1).map(({ first }, index) => ({
    first: (parts[index]?.last ?? 0) + 1,
    last: first - 1,
  }));

/**
 * The gene's coding sequence, in the direction of reading. The bases `replaced` of the chromosome,
 * all within one part, are `by` in it.
 */
export function codingSequence(
  { parts, isForward }: CodingGene,
  genome: string,
  replaced?: Interval,
  by = '',
): string {
  const bases = parts
    .map(({ first, last }) =>
      replaced && first <= replaced.first && replaced.last <= last
        ? genome.slice(first - 1, replaced.first - 1) + by + genome.slice(replaced.last, last)
        : genome.slice(first - 1, last),
    )
    .join('');
  return isForward ? bases : reverseComplement(bases);
}
