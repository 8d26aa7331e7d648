import { formatLocation, type Location, parseLocation } from '@joblayer/object-store/location';
import { Failure } from '@joblayer/object-store/errors';
import { usageError } from '../usage-error.ts';

/** @throws UsageError, which names the flag */
export function parseFor(flag: string, text: string): Location {
  try {
    return parseLocation(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw usageError(`${flag}: ${error.facts.problem}`, error.facts.advice);
  }
}

/** The same for a location that the job writes to. */
export function parseOutputFor(flag: string, text: string): Location {
  const location = parseFor(flag, text);
  if (location.scheme !== 'https') return location;
  throw usageError(
    `${flag}: nothing can be written to ${formatLocation(location)}`,
    'Give an S3 location (s3://bucket/key) or a local path.',
  );
}
