import {
  createOwnedDirectory,
  deadForMs,
  heartbeatAtMs,
  ownObserver,
  removeMarkedDirectory,
} from '@joblayer/owned-directory';
import { basename, join } from 'node:path';
import type { EventSink } from '../job/events.ts';
import { sweepOrphans } from '../scratch/sweep.ts';

/** A living process without a heartbeat for this long stands still, for example in a paused container. */
const STANDS_STILL_MS = 60_000;

/** A job that uses the cache. It has an owned directory there, as in scratch: owner file, lifeline and heartbeat. */
export interface CacheUser {
  /** A UUID. */
  readonly name: string;
  readonly root: string;
  /** Removes the directory with the job's leases and unfinished downloads. */
  leave(): Promise<void>;
}

/** The jobs that use a cache. */
export class CacheUsers {
  readonly #directory: string;
  readonly #observer = ownObserver();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async join(directories: readonly string[]): Promise<CacheUser> {
    const { root, letGo } = await createOwnedDirectory(this.#directory, directories);
    return {
      name: basename(root),
      root,
      leave: async () => {
        try {
          await removeMarkedDirectory(root);
        } finally {
          letGo();
        }
      },
    };
  }

  /** Removes what killed jobs left: leases and unfinished downloads. */
  async sweep(emit: EventSink, signal: AbortSignal): Promise<void> {
    await sweepOrphans(this.#directory, { rollBack: async (none) => none, emit, signal });
  }

  /** Whether a job is certainly gone. An arrow function, so that it can be passed on as a callback. */
  readonly isDead = (name: string): boolean => {
    try {
      return deadForMs(join(this.#directory, name), name, this.#observer) !== undefined;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT';
    }
  };

  standsStill(name: string): boolean {
    const beatAtMs = heartbeatAtMs(join(this.#directory, name)) ?? Date.now();
    return Date.now() - beatAtMs > STANDS_STILL_MS;
  }
}
