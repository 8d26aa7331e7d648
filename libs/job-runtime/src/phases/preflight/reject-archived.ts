import type { ListedObject, ObjectInfo, ObjectStore } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import pLimit from 'p-limit';
import { JobError } from '../../job/errors.ts';

const REQUESTS_AT_ONCE = 16;
/** A longer list would hide the advice. */
const MOST_NAMES = 5;
const ADVICE =
  'Restore it first (aws s3api restore-object, hours in most tiers), or copy it to another storage class; then submit the job again.';

/** @throws JobError `service-refused` before anything is moved, because a restore takes hours */
export function rejectArchived({ location, archived }: ObjectInfo): void {
  if (archived === undefined) return;
  const problem = `the object is archived (${archived}) and cannot be read at once`;
  throw new JobError({ code: 'service-refused', problem, advice: ADVICE, location });
}

/**
 * Does the same for the objects of a directory. A list does not say which objects were restored, or which
 * INTELLIGENT_TIERING objects are in an archive tier. So each doubtful object gets a request.
 */
export async function rejectArchivedOf(
  directory: Location,
  objects: readonly ListedObject[],
  store: ObjectStore,
): Promise<void> {
  const limit = pLimit(REQUESTS_AT_ONCE);
  const doubtful = objects.filter(({ archived }) => archived !== undefined);
  const found = await Promise.all(
    doubtful.map(({ location, relativePath }) =>
      limit(async () => ({ relativePath, archived: (await store.stat(location)).archived })),
    ),
  );
  const archived = found.filter((object) => object.archived !== undefined);
  if (archived.length === 0) return;
  const names = archived
    .slice(0, MOST_NAMES)
    .map((each) => `${each.relativePath} (${each.archived})`);
  const more = archived.length > MOST_NAMES ? ` and ${archived.length - MOST_NAMES} more` : '';
  const which = archived.length === 1 ? 'an object is' : `${archived.length} objects are`;
  throw new JobError({
    code: 'service-refused',
    problem: `${which} archived and cannot be read at once: ${names.join(', ')}${more}`,
    advice: ADVICE,
    location: directory,
  });
}
