import type { ListedObject, ObjectStore } from '@joblayer/object-store';
import { baseName, type Location } from '@joblayer/object-store/location';
import { JobError } from '../../job/errors.ts';
import type { LocatedItem } from '../../job/located-input.ts';
import { rejectArchivedOf } from './reject-archived.ts';

export const stagedDirectoryName = (location: Location): string => baseName(location) || 'root';

/**
 * Makes an item of a directory whose objects are all listed. Throws if it cannot be staged.
 *
 * @throws JobError `input-absent` if it is empty; `bad-data`, `service-refused`
 */
export async function directoryOf(
  location: Location,
  objects: readonly ListedObject[],
  store: ObjectStore,
): Promise<LocatedItem> {
  await rejectArchivedOf(location, objects, store);
  if (objects.length === 0) {
    throw new JobError({
      code: 'input-absent',
      problem: 'there is no file below it',
      advice: 'Check the spelling; keys are case-sensitive.',
      location,
    });
  }
  rejectFileThatIsDirectory(objects);
  return { type: 'directory', name: stagedDirectoryName(location), location, objects };
}

/** In S3 `a` and `a/b` can both exist; on a file system they cannot. */
function rejectFileThatIsDirectory(objects: readonly ListedObject[]): void {
  const files = new Set(objects.map((object) => object.relativePath));
  for (const { relativePath, location } of objects) {
    for (
      let end = relativePath.indexOf('/');
      end !== -1;
      end = relativePath.indexOf('/', end + 1)
    ) {
      if (!files.has(relativePath.slice(0, end))) continue;
      throw new JobError({
        code: 'bad-data',
        problem: `"${relativePath.slice(0, end)}" is both an object and a directory in S3, and a disk cannot hold both`,
        advice: 'Remove or rename one of the two.',
        location,
      });
    }
  }
}
