import { JobError } from '../errors.ts';
import type { ObjectInfo } from '../stores/object-store.ts';

/** @throws JobError `service-refused` before anything is moved, because a restore takes hours */
export function rejectArchived({ location, archived }: ObjectInfo): void {
  if (archived === undefined) return;
  throw new JobError({
    code: 'service-refused',
    problem: `the object is archived (${archived}) and cannot be read at once`,
    advice:
      'Restore it first (aws s3api restore-object, hours in most tiers), or copy it to another storage class; then submit the job again.',
    location,
  });
}
