import type { ObjectInfo, Source, TransferOptions } from '@joblayer/object-store';
import { baseName, formatLocation } from '@joblayer/object-store/location';
import { removeContents, removeTree } from '@joblayer/owned-directory';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobError } from '../job/errors.ts';
import type { EventSink } from '../job/events.ts';
import { makeCacheDirectory, type CacheDirectory } from './cache-directory.ts';
import { KeyLocks, type KeyLock } from './key-locks.ts';
import { Entries, isWhole, type Entry } from './entries.ts';
import { writeLeases, type Leases } from './leases.ts';
import { CacheUsers, type CacheUser } from './cache-users.ts';
import { evictToFit, type Eviction } from './eviction.ts';

/** A lock besides those of the objects' keys. A job holds it while it evicts and writes its leases. */
const EVICTION = 'room';
const FIRST_POLL_MS = 10;
const LONGEST_POLL_MS = 500;

export interface CacheContext {
  readonly emit: EventSink;
  readonly signal: AbortSignal;
}

/** A cache in use by one job. Errors of its disk are thrown unchanged. */
export class OpenCache {
  readonly directory: CacheDirectory;
  readonly entries: Entries;
  readonly #cacheUsers: CacheUsers;
  readonly #cacheUser: CacheUser;
  readonly #locks: KeyLocks;
  readonly #context: CacheContext;
  readonly #given = new Map<string, Entry>();
  #isAnnounced = false;

  private constructor(
    directory: CacheDirectory,
    cacheUsers: CacheUsers,
    cacheUser: CacheUser,
    context: CacheContext,
  ) {
    this.directory = directory;
    this.entries = new Entries(directory.objects);
    this.#cacheUsers = cacheUsers;
    this.#cacheUser = cacheUser;
    this.#locks = new KeyLocks(directory.locks, cacheUsers.isDead);
    this.#context = context;
  }

  /** Opens a cache, or makes one, and removes what killed jobs left in it. */
  static async open(shared: string, context: CacheContext): Promise<OpenCache> {
    const directory = await makeCacheDirectory(shared);
    const cacheUsers = new CacheUsers(directory.jobs);
    await cacheUsers.sweep(context.emit, context.signal);
    const cacheUser = await cacheUsers.join(['downloads', 'evicted']);
    return new OpenCache(directory, cacheUsers, cacheUser, context);
  }

  /** Evicts for the wanted objects, and leases those that fit. No other job evicts them until this one has left. */
  async lease(wanted: Leases, maxBytes: number | undefined): Promise<Eviction> {
    const { directory, entries } = this;
    const eviction = await this.#alone(EVICTION, async () => {
      const made = await evictToFit(wanted, { directory, entries, maxBytes, evict: this.#evict });
      writeLeases(this.#cacheUser.root, made.fitting);
      return made;
    });
    await this.#removeEvicted();
    return eviction;
  }

  /** The object's entry. If several jobs ask for an absent object, the first one downloads it. */
  async obtain(
    key: string,
    object: ObjectInfo,
    store: Source,
    options: TransferOptions,
  ): Promise<{ readonly entry: Entry; readonly how: 'cached' | 'downloaded' }> {
    const entry = this.#whole(key);
    if (entry && !entry.isSuspect) return { entry, how: 'cached' };
    return this.#alone(
      key,
      async () => {
        const meanwhile = this.#whole(key);
        if (meanwhile && (await this.#isUnchanged(meanwhile))) {
          return { entry: meanwhile, how: 'cached' };
        }
        if (meanwhile || this.entries.find(key) === 'damaged') {
          const message = `the copy of ${formatLocation(object.location)} in the host cache was altered since it was made, so it is replaced`;
          this.#context.emit({ type: 'warning', message });
          this.#evict(key);
        }
        return { entry: await this.#download(key, object, store, options), how: 'downloaded' };
      },
      () => this.#reportOnce(object),
    );
  }

  /** Compares an object with its checksum, and removes it from the cache if it is damaged. Reads all of it. */
  async verify(key: string, leased: Leases): Promise<'whole' | 'damaged'> {
    const isDamaged = await this.#alone(key, async () => {
      const found = this.entries.find(key);
      if (found === undefined) return false;
      if (found !== 'damaged' && (await this.entries.hasItsContent(found))) return false;
      if (leased.has(key)) this.entries.invalidate(key);
      else this.#evict(key);
      return true;
    });
    await this.#removeEvicted();
    return isDamaged ? 'damaged' : 'whole';
  }

  /** Records that the job's tool will read an object. */
  give(entry: Entry): void {
    this.#given.set(entry.key, entry);
  }

  /**
   * Takes objects out of the cache that were altered since the job was given them, so that no later job gets them.
   *
   * @returns their locations. Each is returned by one call only
   */
  async takeOutAltered(): Promise<readonly string[]> {
    const altered: string[] = [];
    for (const [key, entry] of this.#given) {
      if (await this.entries.isAsGiven(entry)) continue;
      this.#given.delete(key);
      this.entries.invalidate(key);
      altered.push(entry.location);
    }
    return altered;
  }

  /** Ends the leases. */
  async leave(): Promise<void> {
    await this.#cacheUser.leave();
  }

  async #download(
    key: string,
    object: ObjectInfo,
    store: Source,
    options: TransferOptions,
  ): Promise<Entry> {
    const name = baseName(object.location);
    const prepared = join(this.#cacheUser.root, 'downloads', key);
    try {
      mkdirSync(prepared, { mode: 0o700 });
      await store.fetch(object, join(prepared, name), options);
      await this.entries.add(key, object, prepared, name);
    } catch (error) {
      await removeTree(prepared);
      throw error;
    }
    const entry = this.#whole(key);
    if (entry) return entry;
    throw this.#trouble('it does not keep what is written to it');
  }

  #whole(key: string): Entry | undefined {
    const found = this.entries.find(key);
    return isWhole(found) ? found : undefined;
  }

  /** Computes the checksum only of a suspect file: reading a large one takes long. */
  async #isUnchanged(entry: Entry): Promise<boolean> {
    return !entry.isSuspect || (await this.entries.hasItsContent(entry));
  }

  /**
   * Does something while no other job changes what is under a key.
   *
   * @throws JobError `local-io` if the holder of the lock stands still
   */
  async #alone<T>(
    key: string,
    action: () => Promise<T>,
    onWaiting: () => void = () => undefined,
  ): Promise<T> {
    const lock = await this.#lock(key, onWaiting);
    try {
      return await action();
    } finally {
      lock.release();
    }
  }

  async #lock(key: string, onWaiting: () => void): Promise<KeyLock> {
    const { signal } = this.#context;
    for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(pollMs * 1.5, LONGEST_POLL_MS)) {
      signal.throwIfAborted();
      const lock = this.#locks.take(key, this.#cacheUser.name);
      if (lock) return lock;
      const holder = this.#locks.holder(key);
      if (holder !== undefined && this.#cacheUsers.standsStill(holder)) {
        throw this.#trouble('a job that holds it stands still');
      }
      onWaiting();
      await sleep(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  /** Reports only the first wait: a directory may hold many objects. */
  #reportOnce({ location }: ObjectInfo): void {
    if (!this.#isAnnounced) this.#context.emit({ type: 'download-awaited', location });
    this.#isAnnounced = true;
  }

  /** An arrow function, so that it can be passed on as a callback. */
  readonly #evict = (key: string): void => {
    this.entries.moveOut(key, join(this.#cacheUser.root, 'evicted', key));
  };

  /** Runs after the lock is released: large files take long, and other jobs may wait for the lock. */
  async #removeEvicted(): Promise<void> {
    await removeContents(join(this.#cacheUser.root, 'evicted'));
  }

  #trouble(problem: string): JobError {
    const location = { scheme: 'file', path: this.directory.root } as const;
    return new JobError({ code: 'local-io', problem, location });
  }
}
