import type { ObjectInfo } from '@joblayer/object-store';
import { identityOf } from '@joblayer/object-store/location';
import { createHash } from 'node:crypto';

/**
 * The name under which an object is kept. It depends on location, version (ETag) and size, so an overwritten object has
 * another key. `undefined` if the server gives no reliable version.
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
