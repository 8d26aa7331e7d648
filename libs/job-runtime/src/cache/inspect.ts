import { cacheDirectory, hasCache } from './cache-directory.ts';
import { Entries, isWhole, type Entry } from './entries.ts';
import { readLeases } from './leases.ts';
import { OpenCache, type CacheContext } from './open-cache.ts';

/** An object in a cache, and whether a job uses it. */
export interface CachedObject extends Pick<Entry, 'location' | 'sizeBytes' | 'usedAtMs'> {
  readonly state: 'in-use' | 'unused';
}

/** The objects in this user's cache, the most recently used first. Changes nothing. */
export async function listCache(shared: string): Promise<readonly CachedObject[]> {
  const directory = cacheDirectory(shared);
  if (!hasCache(directory)) return [];
  const leased = await readLeases(directory.jobs);
  return (await new Entries(directory.objects).all())
    .flatMap(({ found }) => (isWhole(found) ? [found] : []))
    .sort((a, b) => b.usedAtMs - a.usedAtMs)
    .map(({ key, location, sizeBytes, usedAtMs }) => {
      return { location, sizeBytes, usedAtMs, state: leased.has(key) ? 'in-use' : 'unused' };
    });
}

/** Evicts objects that no job uses, the least recently used first, until the cache holds `maxBytes` at most. */
export async function pruneCache(
  shared: string,
  maxBytes: number,
  context: CacheContext,
): Promise<void> {
  if (!hasCache(cacheDirectory(shared))) return;
  const cache = await OpenCache.open(shared, context);
  try {
    await cache.lease(new Map(), maxBytes);
  } finally {
    await cache.leave();
  }
}

/**
 * Compares every object with its checksum, and reports each result. A damaged object leaves the cache: the next job
 * that needs it downloads it again.
 */
export async function verifyCache(
  shared: string,
  context: CacheContext,
  report: (name: string, state: 'whole' | 'damaged') => void,
): Promise<void> {
  const directory = cacheDirectory(shared);
  if (!hasCache(directory)) return;
  const cache = await OpenCache.open(shared, context);
  try {
    for (const { key, found } of await cache.entries.all()) {
      context.signal.throwIfAborted();
      const state = await cache.verify(key, await readLeases(directory.jobs));
      report(isWhole(found) ? found.location : key, state);
    }
  } finally {
    await cache.leave();
  }
}
