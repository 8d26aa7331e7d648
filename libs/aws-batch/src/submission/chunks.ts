import { FEWEST_CHILDREN, LIMITS } from '../limits.ts';

/** Rows of a run that one submission takes: an array, or a plain job for a single row. */
export interface Chunk {
  /** From 1, in the order of the rows. */
  readonly number: number;
  /** The index of the chunk's first row in the run, from 0. */
  readonly firstRow: number;
  readonly size: number;
  /** Undefined for a single row: an array has two children at least. */
  readonly arraySize: number | undefined;
}

/**
 * Splits the rows of a run into arrays of at most 10,000, and a plain job where one row is left.
 * A child's index counts from the first row of its own chunk.
 */
export function chunksOf(rowCount: number): Chunk[] {
  const most = LIMITS.arraySize.most;
  return Array.from({ length: Math.ceil(rowCount / most) }, (_, index) => {
    const firstRow = index * most;
    const size = Math.min(most, rowCount - firstRow);
    const arraySize = size < FEWEST_CHILDREN ? undefined : size;
    return { number: index + 1, firstRow, size, arraySize };
  });
}

/** The name of a chunk's job. It is unique as long as the run's name is. */
export const chunkName = (run: string, { number }: Pick<Chunk, 'number'>): string =>
  `${run}-${number}`;
