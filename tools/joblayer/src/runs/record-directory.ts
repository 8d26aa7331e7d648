import { join } from 'node:path';
import { asDirectory, type Location, parseLocation } from '@joblayer/object-store/location';
import type { Settings } from '../config/settings.ts';
import { recordProblem } from './problems.ts';

/** The directory of records, beside outputs or in the current directory. */
export const RECORDS = '.joblayer-runs/';

/** Where runs on this machine have their records if no setting says so, and their outputs are not in S3. */
export const recordsHere = (): Location => ({
  scheme: 'file',
  path: join(process.cwd(), RECORDS),
});

/**
 * The directory that holds the records of all runs.
 *
 * @param otherwise where they are if no setting says so.
 * @throws ProblemError `record-directory-missing`, `record-directory-malformed`
 */
export function recordDirectory({ recordDir }: Settings, otherwise?: Location): Location {
  if (recordDir === undefined) {
    if (otherwise) return asDirectory(otherwise);
    throw recordProblem({ code: 'record-directory-missing' });
  }
  const { value: directory, from } = recordDir;
  try {
    return asDirectory(parseLocation(directory));
  } catch (error) {
    const { message: detail } = error as Error;
    throw recordProblem({ code: 'record-directory-malformed', directory, from, detail }, error);
  }
}
