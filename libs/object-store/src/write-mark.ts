import { createHash } from 'node:crypto';
import { formatLocation, type Location } from './location/location.ts';

/**
 * The mark of an object that an attempt writes: its name, bound to where the object lies and which output manifest
 * is to list it. Anyone can read the mark, so it is no secret; but a journal that names another output manifest, or a
 * copy of the object, does not match it.
 */
export function writeMark(attempt: string, outputManifest: Location, location: Location): string {
  const bound = JSON.stringify([attempt, ...[outputManifest, location].map(formatLocation)]);
  return `${attempt}.${createHash('sha256').update(bound).digest('hex').slice(0, 32)}`;
}
