import { StoreError } from './errors.ts';
import type { Location } from './location/location.ts';

/** An output had to be the first under its location, but an object is already there. */
export const alreadyExists = (location: Location, cause?: unknown): StoreError =>
  new StoreError(
    {
      code: 'cannot-write-output',
      kind: 'already-exists',
      problem: 'it exists already',
      advice: 'Choose another location, or remove what is there.',
      location,
    },
    cause,
  );
