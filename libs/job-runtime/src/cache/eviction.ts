import { freeBytes } from '../host/disk.ts';
import type { CacheDirectory } from './cache-directory.ts';
import { isWhole, type Entries } from './entries.ts';
import { readLeases, type Leases } from './leases.ts';

/** Left free for other writers on the cache's disk. */
const KEPT_FREE_BYTES = 64 * 1024 * 1024;

export interface EvictionOptions {
  readonly directory: CacheDirectory;
  readonly entries: Entries;
  /** For all objects together, unfinished downloads included. Without it, the disk is the limit. */
  readonly maxBytes: number | undefined;
  /** Takes an object out of the cache. */
  readonly evict: (key: string) => void;
}

/** Which of the objects that a job wants fit into the cache. */
export interface Eviction {
  readonly fitting: Leases;
  readonly refused: Leases;
  /** The size of all objects that stay because this job or another uses them. */
  readonly usedBytes: number;
}

/**
 * Evicts objects that no job uses, the least recently used first, until the wanted ones fit. For an object that could
 * not fit anyway it evicts nothing. Only one job may call it at a time: two would each count the same space as free.
 */
export async function evictToFit(wanted: Leases, options: EvictionOptions): Promise<Eviction> {
  const { directory, entries, maxBytes = Infinity, evict } = options;
  const leased = await readLeases(directory.jobs);
  const isThere = (key: string) => leased.has(key) || isWhole(entries.find(key));
  // Nothing to add: skips the rest of the cache, which may be large.
  if (wanted.size > 0 && [...wanted.keys()].every(isThere)) {
    return { fitting: wanted, refused: new Map(), usedBytes: sum(wanted.values()) };
  }
  const present = new Map<string, number>();
  const unused: { key: string; sizeBytes: number; usedAtMs: number }[] = [];
  for (const { key, found } of await entries.all()) {
    if (found === 'damaged') {
      if (!leased.has(key) && !wanted.has(key)) evict(key);
      continue;
    }
    present.set(key, found.sizeBytes);
    if (!leased.has(key) && !wanted.has(key)) unused.push(found);
  }
  unused.sort((a, b) => a.usedAtMs - b.usedAtMs);

  const counted = new Map([...present, ...leased]);
  const absent = [...leased].filter(([key]) => !present.has(key)).map(([, size]) => size);
  let usedBytes = sum(counted.values());
  let unusedBytes = sum(unused.map(({ sizeBytes }) => sizeBytes));
  let leftOnDisk = (await freeBytes(directory.root)) - KEPT_FREE_BYTES - sum(absent);

  const evictUnused = ({ key, sizeBytes }: (typeof unused)[number]) => {
    evict(key);
    usedBytes -= sizeBytes;
    unusedBytes -= sizeBytes;
    leftOnDisk += sizeBytes;
  };
  /** Evicts until `bytes` more fit. Returns false, and evicts nothing, if they cannot. */
  const clear = (bytes: number): boolean => {
    const isTooMuch = () => usedBytes + bytes > maxBytes || bytes > leftOnDisk;
    if (usedBytes - unusedBytes + bytes > maxBytes || bytes > leftOnDisk + unusedBytes)
      return false;
    while (isTooMuch()) {
      const oldest = unused.shift();
      if (!oldest) return false;
      evictUnused(oldest);
    }
    return true;
  };

  const fitting = new Map<string, number>();
  const refused = new Map<string, number>();
  for (const [key, sizeBytes] of wanted) {
    if (counted.has(key)) {
      fitting.set(key, sizeBytes);
    } else if (clear(sizeBytes)) {
      usedBytes += sizeBytes;
      leftOnDisk -= sizeBytes;
      fitting.set(key, sizeBytes);
    } else {
      refused.set(key, sizeBytes);
    }
  }
  // The cache may exceed the limit: it was lowered, or another job has a higher one.
  for (let oldest; usedBytes > maxBytes && (oldest = unused.shift());) evictUnused(oldest);
  return { fitting, refused, usedBytes: usedBytes - unusedBytes };
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
