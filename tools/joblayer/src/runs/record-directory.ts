import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asDirectory, type Location, parseLocation } from '@joblayer/object-store/location';
import type { Settings } from '../config/settings.ts';
import { recordProblem } from './problems.ts';

/** Where runs on this machine have their records, in the current directory. */
export const RECORDS_HERE = '.joblayer-runs/';

export const recordsHere = (): Location => ({
  scheme: 'file',
  path: join(process.cwd(), RECORDS_HERE),
});

/**
 * The directory that holds the records of all runs.
 *
 * @param otherwise where they are if no setting says so. Default: in the current directory, if there are some
 * @throws ProblemError `record-directory-missing`, `record-directory-malformed`
 */
export function recordDirectory({ recordDir }: Settings, otherwise?: Location): Location {
  if (recordDir === undefined) {
    if (otherwise) return asDirectory(otherwise);
    if (existsSync(RECORDS_HERE)) return recordsHere();
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
