import { StoreError } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import type { ListedObject } from '../../object-store.ts';

/** In S3 `a` and `a/b` can both be objects. On a disk `a` is either a file or a directory. */
export function checkTree(objects: readonly ListedObject<S3Location>[]): void {
  const files = new Set(objects.map(({ relativePath }) => relativePath));
  for (const { relativePath, location } of objects) {
    for (let slash = relativePath.indexOf('/'); slash > 0;) {
      const parent = relativePath.slice(0, slash);
      if (files.has(parent)) {
        throw new StoreError({
          code: 'bad-data',
          problem: `it lies below "${parent}", which is an object itself: a file cannot be a directory, too`,
          advice: 'Copy one of the two to another key, and give a directory that holds only one.',
          location,
        });
      }
      slash = relativePath.indexOf('/', slash + 1);
    }
  }
}
