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

/** A process that lives, but has not renewed its heartbeat for so long, stands still, say in a paused container. */
const STANDS_STILL_MS = 60_000;

/** A job as a user of the cache: a directory whose owner file, lifeline and heartbeat are those of scratch. */
export interface CacheUser {
  /** A UUID. */
  readonly name: string;
  readonly root: string;
  /** Takes with it what the job was using or had not finished. */
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

  /** Removes what killed jobs left: their leases, and downloads that were not finished. */
  async sweep(emit: EventSink, signal: AbortSignal): Promise<void> {
    await sweepOrphans(this.#directory, { rollBack: async (none) => none, emit, signal });
  }

  /** Whether a job is gone for certain. Bound, so that it can be handed on. */
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
