import { createHash } from 'node:crypto';
import { identityOf } from '../location/location.ts';
import type { ObjectInfo } from '../stores/object-store.ts';

/**
 * The name under which an object is kept: of its location, version (ETag) and size, so that one that was overwritten
 * is another. `undefined` where there is no version to know it by.
 */
export function cacheKey({
  location,
  etag,
  sizeBytes,
  isVersionWeak,
}: ObjectInfo): string | undefined {
  if (etag === undefined || isVersionWeak) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([identityOf(location), etag, sizeBytes]))
    .digest('hex');
}
