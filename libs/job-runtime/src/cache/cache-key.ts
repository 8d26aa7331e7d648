import type { ObjectInfo } from '@joblayer/object-store';
import { identityOf } from '@joblayer/object-store/location';
import { createHash } from 'node:crypto';

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
