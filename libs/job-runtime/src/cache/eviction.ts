import { freeBytes } from '../host/disk.ts';
import type { CacheDirectory } from './cache-directory.ts';
import { isWhole, type Entries } from './entries.ts';
import { readLeases, type Leases } from './leases.ts';

/** Left to all else that writes to the cache's disk. */
const KEPT_FREE_BYTES = 64 * 1024 * 1024;

export interface EvictionOptions {
  readonly directory: CacheDirectory;
  readonly entries: Entries;
  /** For all objects together, those that are being downloaded as well. Without it the disk is the limit. */
  readonly maxBytes: number | undefined;
  /** Takes an object out of the cache. */
  readonly evict: (key: string) => void;
}

/** Whether the objects that a job wants are there, and which of them there is room for. */
export interface Eviction {
  readonly fitting: Leases;
  readonly refused: Leases;
  /** Of all objects that stay because they are used, by this job or another. */
  readonly usedBytes: number;
}

/**
 * Makes room for objects by evicting what nobody uses, the least recently used first, and nothing where that would
 * not be enough. To be called by one job at a time, since another's wishes would not be seen.
 */
export async function evictToFit(wanted: Leases, options: EvictionOptions): Promise<Eviction> {
  const { directory, entries, maxBytes = Infinity, evict } = options;
  const leased = await readLeases(directory.jobs);
  const isThere = (key: string) => leased.has(key) || isWhole(entries.find(key));
  // Then nothing is to be added, and the rest of a cache, which may be large, need not be looked at.
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
  /** Evicts until there are `bytes` more within the limit; whether there are. */
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
  // Where the limit is lower than it was, or another job's is higher.
  for (let oldest; usedBytes > maxBytes && (oldest = unused.shift());) evictUnused(oldest);
  return { fitting, refused, usedBytes: usedBytes - unusedBytes };
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
