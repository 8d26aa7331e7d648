import * as z from 'zod';

/** Rows as text: `0-9999,10003`. A record stays readable with many rows. */
export function formatRows(rows: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const row of rows) {
    const range = ranges.at(-1);
    if (range && row === range.last + 1) range.last = row;
    else ranges.push({ first: row, last: row });
  }
  return ranges
    .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
    .join(',');
}

/** A range beyond this is damaged text. No sheet has so many rows. */
const MOST_ROWS = 10_000_000;

/** The rows that `formatRows` wrote. */
export function parseRows(text: string): readonly number[] {
  return text.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

const isRange = (range: string): boolean => {
  const [first = 0, last = first] = range.split('-').map(Number);
  return first <= last && last < MOST_ROWS;
};

export const rowRanges = z
  .string()
  .regex(/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/)
  .refine((text) => text.split(',').every(isRange), 'a range ends before it begins')
  .transform(parseRows);
