import { LIMITS } from '@joblayer/aws-batch';
import { type LinesFile, linesFile } from './json-lines.ts';
import { formatRows } from './row-ranges.ts';
import type { Chunk } from './run-record.ts';

export interface PlannedRow {
  readonly index: number;
  readonly spec: object;
  /** Overrides the run's memory. */
  readonly memoryMiB?: number | undefined;
}

export interface PlannedChunks {
  /** As the record has them: rows are text. */
  readonly chunks: readonly RecordedChunk[];
  readonly files: readonly LinesFile[];
}

export interface RecordedChunk extends Omit<Chunk, 'rows'> {
  readonly rows: string;
}

/**
 * Divides rows into jobs of Batch: arrays of at most 10,000 children, and a plain job for a single
 * row. Rows with different memory are in different jobs.
 *
 * @param jobName begins the names of the jobs
 * @param most the rows of one array
 */
export function planChunks(
  jobName: string,
  rows: readonly PlannedRow[],
  most: number = LIMITS.arraySize.most,
): PlannedChunks {
  // Node 20, on which the command line runs too, has no Map.groupBy.
  const amounts = [...new Set(rows.map(({ memoryMiB }) => memoryMiB))];
  const planned = amounts.flatMap((memoryMiB) =>
    slices(
      rows.filter((row) => row.memoryMiB === memoryMiB),
      most,
    ).map((slice) => {
      const file = linesFile(
        'rows',
        slice.map(({ spec }) => spec),
      );
      return { memoryMiB, file, rows: formatRows(slice.map(({ index }) => index)) };
    }),
  );
  return {
    chunks: planned.map(({ memoryMiB, file, rows }, position) => ({
      jobName: `${jobName}-c${position + 1}`,
      rows,
      rowsFile: file.name,
      ...(memoryMiB !== undefined && { memoryMiB }),
    })),
    files: planned.map(({ file }) => file),
  };
}

function slices<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, index) => items.slice(index * most, (index + 1) * most));
}
