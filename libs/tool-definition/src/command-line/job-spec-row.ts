import type { Location } from '@joblayer/object-store/location';
import { type UsageError, usageError } from '../usage-error.ts';

const VARIABLE = 'AWS_BATCH_JOB_ARRAY_INDEX';

/** One line of a file of job specs. */
export interface JobSpecRow {
  readonly json: string;
  /** Counted from 0, as AWS Batch counts the children of an array job. */
  readonly row: number;
}

/**
 * Takes the line of an array job's child from a file with one job spec a line. Without an index, the file must have
 * exactly one line. Empty lines at the end do not count.
 *
 * @param arrayIndex the value of `AWS_BATCH_JOB_ARRAY_INDEX`
 * @throws UsageError, with the location and the line
 */
export function rowOf(
  text: string,
  location: Location,
  arrayIndex: string | undefined,
): JobSpecRow {
  const lines = text.trimEnd() === '' ? [] : text.trimEnd().split(/\r?\n/);
  if (lines.length === 0)
    throw usageError('it has no line', 'Write one job spec a line.', location);
  const row = arrayIndex === undefined ? onlyRow(lines.length, location) : Number(arrayIndex);
  if (arrayIndex !== undefined && !/^\d+$/.test(arrayIndex)) {
    throw usageError(
      `${VARIABLE} is ${JSON.stringify(arrayIndex)}, and must be a whole number from 0`,
      'AWS Batch sets it in the jobs of an array. Elsewhere set it to the number of a line, counted from 0.',
      location,
    );
  }
  const json = lines[row];
  if (json === undefined) throw outOfRange(row, lines.length, location);
  if (json.trim() === '') {
    throw usageError(`${lineName(row)} is empty`, 'Write one job spec a line.', location);
  }
  return { json, row };
}

/** The line as an editor counts it, and as AWS Batch does. */
export const lineName = (row: number): string => `line ${row + 1} (${VARIABLE} ${row})`;

function onlyRow(count: number, location: Location): number {
  if (count === 1) return 0;
  throw usageError(
    `it has ${count} lines, and ${VARIABLE}, which selects one, is not set`,
    'Submit an array job, or give a file with one line.',
    location,
  );
}

function outOfRange(row: number, count: number, location: Location): UsageError {
  return usageError(
    `${VARIABLE} is ${row}, and the last of its ${count} line${count === 1 ? '' : 's'} has the index ${count - 1}`,
    count === 1
      ? 'Submit a job that is no array.'
      : `Submit the array job with a size of ${count} at most.`,
    location,
  );
}
