/** Numbers by gene. */
export type Counts = ReadonlyMap<string, number>;

/** The counts of a table of featureCounts with one file: gene, four columns, length and count. */
export const countsOfFeatureCounts = (table: string): Counts =>
  numbersIn(table, (fields) => [fields[0], fields[6]]);

/** The estimated reads in salmon's quant.sf: transcript, length, effective length, TPM and reads. */
export const countsOfSalmon = (table: string): Counts =>
  numbersIn(table, (fields) => [fields[0], fields[4]]);

function numbersIn(
  table: string,
  columnsOf: (fields: readonly string[]) => readonly [string | undefined, string | undefined],
): Counts {
  const rows = table
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1);
  return new Map(
    rows.map((line) => {
      const [gene = '', count] = columnsOf(line.split('\t'));
      return [gene, Number(count)];
    }),
  );
}

/** The largest difference of a gene's count, as a share of what it should be. */
export function largestError(expected: Counts, found: Counts): number {
  const errors = [...expected].map(
    ([gene, count]) => Math.abs((found.get(gene) ?? 0) - count) / count,
  );
  return Math.max(...errors);
}

/** The difference of all genes together, as a share of what it should be. */
export function totalError(expected: Counts, found: Counts): number {
  const sum = (counts: Counts) =>
    [...expected.keys()].reduce((total, gene) => total + (counts.get(gene) ?? 0), 0);
  return Math.abs(sum(found) - sum(expected)) / sum(expected);
}

/** Spearman's rank correlation over the genes of the first, from -1 to 1. Equal numbers share a rank. */
export function rankCorrelation(expected: Counts, found: Counts): number {
  const genes = [...expected.keys()];
  const [a, b] = [expected, found].map((counts) =>
    ranksOf(genes.map((gene) => counts.get(gene) ?? 0)),
  ) as [number[], number[]];
  const mean = (genes.length + 1) / 2;
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((total, rank, at) => total + (rank - mean) * ((y[at] ?? mean) - mean), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

function ranksOf(numbers: readonly number[]): number[] {
  const sorted = numbers.toSorted((a, b) => a - b);
  return numbers.map((number) => (sorted.indexOf(number) + sorted.lastIndexOf(number)) / 2 + 1);
}
