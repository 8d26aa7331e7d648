/** Where a table of annotations has its positions: numbers of columns from 1. */
export interface Positions {
  readonly chrom: number;
  readonly begin: number;
  /** The same as `begin` for a table of single positions. */
  readonly end: number;
}

/** The names of columns, as `--columns` lists them. */
export const namesOf = (columns: string): readonly string[] => columns.split(',');

/** @returns undefined without the columns CHROM and POS, or CHROM, FROM and TO */
export function positionsOf(columns: string): Positions | undefined {
  const names = namesOf(columns).map((name) => name.replace(/^~/, ''));
  const at = (...wanted: readonly string[]) =>
    names.findIndex((name) => wanted.includes(name)) + 1 || undefined;
  const chrom = at('CHROM');
  const begin = at('POS', 'FROM', 'BEG');
  const end = at('TO', 'END') ?? begin;
  if (chrom === undefined || begin === undefined || end === undefined) return undefined;
  return { chrom, begin, end };
}
