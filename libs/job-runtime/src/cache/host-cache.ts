import type { ObjectInfo, Source, TransferOptions } from '@joblayer/object-store';
import { baseName } from '@joblayer/object-store/location';
import { stat } from 'node:fs/promises';
import { Failure, ioError, JobError } from '../job/errors.ts';
import type { CacheSettings } from '../job/job.ts';
import { cacheKey } from './cache-key.ts';
import { canBeKept, isWhole } from './entries.ts';
import { OpenCache, type CacheContext } from './open-cache.ts';
import { cloneOrLink } from './link.ts';
import type { Eviction } from './eviction.ts';

/** `present`: it is in the cache; `absent`: it will be, once fetched; `not-kept`: it never will be. */
export type CacheState = 'present' | 'absent' | 'not-kept';

/**
 * Objects that the jobs of one host share. One job downloads an object, and the others wait for it. An object that a
 * job uses is leased, and stays until the job has ended.
 *
 * A broken cache never fails a job. The job then downloads its inputs as if there were no cache, with one warning.
 */
export class HostCache {
  readonly #settings: CacheSettings | undefined;
  readonly #context: CacheContext;
  readonly #states = new Map<string, CacheState>();
  #open: OpenCache | undefined;
  #warned = false;

  /** @param settings undefined for a job without a cache */
  constructor(settings: CacheSettings | undefined, context: CacheContext) {
    this.#settings = settings;
    this.#context = context;
  }

  /**
   * Leases the objects that the job will fetch, and evicts others to fit in those that are absent. From now on no other
   * job evicts them. An object that does not fit under the limit is not kept.
   */
  async lease(objects: readonly ObjectInfo[]): Promise<void> {
    const wanted = new Map<string, number>();
    for (const object of objects) {
      const key = cacheKey(object);
      if (key === undefined || !canBeKept(baseName(object.location))) continue;
      wanted.set(key, object.sizeBytes);
    }
    if (!this.#settings || wanted.size === 0) return;
    const { directory, maxBytes } = this.#settings;
    try {
      this.#open = await OpenCache.open(directory, this.#context);
      const eviction = await this.#open.lease(wanted, maxBytes);
      for (const key of eviction.fitting.keys()) {
        this.#states.set(key, isWhole(this.#open.entries.find(key)) ? 'present' : 'absent');
      }
      if (eviction.refused.size > 0) this.#warn(cacheFull(directory, eviction, maxBytes));
    } catch (error) {
      this.#giveUp(error);
    }
  }

  state(object: ObjectInfo): CacheState {
    return this.#states.get(cacheKey(object) ?? '') ?? 'not-kept';
  }

  /** Whether downloads into the cache take space on the disk of `path`. */
  async sharesDiskWith(path: string): Promise<boolean> {
    if (!this.#open) return false;
    const [own, other] = await Promise.all([stat(this.#open.directory.root), stat(path)]);
    return own.dev === other.dev;
  }

  /**
   * Fetches an object to `target` as the store does, but from the cache if the object is there. Otherwise it downloads
   * the object into the cache first.
   *
   * @throws JobError as the store does
   */
  async fetch(
    object: ObjectInfo,
    target: string,
    store: Source,
    options: TransferOptions,
  ): Promise<'cached' | 'downloaded' | 'linked'> {
    const key = cacheKey(object);
    if (!this.#open || key === undefined || this.state(object) === 'not-kept') {
      return store.fetch(object, target, options);
    }
    let countedBytes = 0;
    const onBytes = (delta: number) => {
      countedBytes += delta;
      options.onBytes(delta);
    };
    try {
      const { entry, how } = await this.#open.obtain(key, object, store, { ...options, onBytes });
      await cloneOrLink(entry.path, target);
      this.#open.entries.touch(key);
      this.#open.give(entry);
      return how;
    } catch (error) {
      options.signal.throwIfAborted();
      this.#giveUp(error);
      options.onBytes(-countedBytes);
      return store.fetch(object, target, options);
    }
  }

  /**
   * Call it when the tool has ended, before anything is published.
   *
   * @throws JobError `transient` if a cached input was altered while the tool may have read it
   */
  async assertUnaltered(): Promise<void> {
    const [altered] = await this.#takeOutAltered();
    if (altered === undefined) return;
    throw new JobError({
      code: 'transient',
      problem: `the copy of ${altered} in the host cache was altered while the tool ran, so its results may be wrong`,
      advice:
        'Submit the job again: the copy is replaced. If it happens again, a tool on this host writes to its reference.',
      location: { scheme: 'file', path: this.#directory },
    });
  }

  async #takeOutAltered(): Promise<readonly string[]> {
    try {
      return (await this.#open?.takeOutAltered()) ?? [];
    } catch (error) {
      this.#giveUp(error);
      return [];
    }
  }

  /** Ends the leases. */
  async close(): Promise<void> {
    // Also after a job that failed. The next job would otherwise get what this one's tool wrote.
    const altered = await this.#open?.takeOutAltered().catch(() => []);
    for (const location of altered ?? []) {
      const message = `the copy of ${location} in the host cache was altered while the tool ran, and is replaced by the next job`;
      this.#context.emit({ type: 'warning', message });
    }
    await this.#open
      ?.leave()
      .catch((error: unknown) => this.#warn(unusable(this.#directory, error)));
  }

  /** Goes on without the cache if the error comes from its disk. An error of a transfer is thrown. */
  #giveUp(error: unknown): void {
    this.#context.signal.throwIfAborted();
    if (!isTroubleOf(this.#directory, error)) throw error;
    this.#states.clear();
    this.#warn(unusable(this.#directory, error));
  }

  get #directory(): string {
    return this.#settings?.directory ?? '';
  }

  #warn(message: string): void {
    if (!this.#warned) this.#context.emit({ type: 'warning', message });
    this.#warned = true;
  }
}

function isTroubleOf(directory: string, error: unknown): boolean {
  if (!(error instanceof Failure)) return 'syscall' in (error as NodeJS.ErrnoException);
  const { location } = error.facts;
  return location?.scheme === 'file' && location.path.startsWith(directory);
}

function unusable(directory: string, error: unknown): string {
  const { problem, advice } = ioError(error, { scheme: 'file', path: directory }).facts;
  const hint = advice === undefined ? '' : `. ${advice}`;
  return `the host cache ${directory} cannot be used, so inputs are downloaded for this job alone: ${problem}${hint}`;
}

function cacheFull(
  directory: string,
  { refused, usedBytes }: Eviction,
  maxBytes: number | undefined,
): string {
  const bytes = [...refused.values()].reduce((a, b) => a + b, 0);
  const limit = maxBytes === undefined ? 'on its disk' : `under its limit of ${maxBytes} bytes`;
  const inputs = refused.size === 1 ? '1 input' : `${refused.size} inputs`;
  return `the host cache ${directory} has no space ${limit} for ${inputs} of ${bytes} bytes, because running jobs use ${usedBytes} bytes. The job downloads what does not fit for itself alone`;
}
