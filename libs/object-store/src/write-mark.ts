import { createHash } from 'node:crypto';
import { formatLocation, type Location } from './location/location.ts';

/**
 * The mark of an object that an attempt writes: the attempt's name, bound to the object's location and to the output
 * manifest that will list it. Anyone can read the mark, so it is no secret. But it does not match a copy of the
 * object, nor a journal that names another output manifest.
 */
export function writeMark(attempt: string, outputManifest: Location, location: Location): string {
  const bound = JSON.stringify([attempt, ...[outputManifest, location].map(formatLocation)]);
  return `${attempt}.${createHash('sha256').update(bound).digest('hex').slice(0, 32)}`;
}
