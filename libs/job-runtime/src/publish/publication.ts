import {
  allOrFirstFailure,
  type MarkedObject,
  type PendingWrite,
  type PublishedObject,
} from '@joblayer/object-store';
import pLimit from 'p-limit';
import { Failure } from '../job/errors.ts';
import type { EventSink } from '../job/events.ts';
import type { JobContext } from '../job/job.ts';
import { RemovalLog } from '../log/removal-log.ts';
import type { Lease } from './lease.ts';
import type { OutputFile } from './output-files.ts';

const FILES_AT_ONCE = 4;
/** The store itself bounds their memory and requests. */
const COMMITS_AT_ONCE = 64;

/** Keeps account of what is prepared and what is visible, so that either can be rolled back. */
export class Publication {
  readonly #job: JobContext;
  #pending: PendingWrite[] = [];
  readonly #published: PublishedObject[] = [];
  /** Their commit failed with a lost response, so they may be visible. */
  readonly #unclear: PendingWrite[] = [];

  constructor(job: JobContext) {
    this.#job = job;
  }

  async prepare(files: readonly OutputFile[], onBytes: (delta: number) => void): Promise<void> {
    const limit = pLimit(FILES_AT_ONCE);
    const ready: PendingWrite[] = [];
    files.forEach(({ write }, index) => write && (ready[index] = write));
    try {
      await allOrFirstFailure(
        this.#job.signal,
        files.map(
          ({ path, location, write }, index) =>
            (signal) =>
              limit(async () => {
                if (write) return;
                signal.throwIfAborted();
                const store = await this.#job.storeFor(location);
                ready[index] = await store.prepare(path, location, { signal, onBytes });
              }),
        ),
      );
    } finally {
      // A failure leaves holes in the list. The writes that were prepared must still be discarded.
      this.#pending = ready.filter((write) => write !== undefined);
    }
  }

  /** The objects that the next commit makes visible. */
  get objects(): readonly MarkedObject[] {
    return this.#pending.map(({ location, mark }) => ({ location, mark }));
  }

  /** Makes the pending writes visible while the lease is held. Returns them in the order of the files. */
  async commit(lease: Lease): Promise<readonly PublishedObject[]> {
    const limit = pLimit(COMMITS_AT_ONCE);
    const writes = this.#pending;
    const committed = new Set<PendingWrite>();
    try {
      return await allOrFirstFailure(
        AbortSignal.any([this.#job.signal, lease.lost]),
        writes.map(
          (write) => (signal) =>
            limit(async () => {
              signal.throwIfAborted();
              lease.assertHeld();
              committed.add(write);
              // A retry after the lease is lost would overwrite what the next holder has published.
              const { assertHeld } = lease;
              const object = await write
                .commit({ beforeEachTry: assertHeld })
                .catch((error: unknown) => {
                  if (isUnclear(error)) this.#unclear.push(write);
                  throw error;
                });
              this.#published.push(object);
              return object;
            }),
        ),
      );
    } finally {
      this.#pending = writes.filter((write) => !committed.has(write));
    }
  }

  /**
   * @param isOurs whether the visible objects are still this job's; false once the lease may be another's
   * @returns whether everything was rolled back
   */
  async rollBack(emit: EventSink, isOurs: boolean): Promise<boolean> {
    const removals = new RemovalLog(emit);
    const retract = async (object: PublishedObject | undefined) => {
      await object?.retract();
      if (object) removals.add({ type: 'rolled-back', location: object.location });
    };
    const discard = async (write: PendingWrite) => {
      await write.discard();
      const type = write.unfinished === 'upload' ? 'upload-aborted' : 'unfinished-file-removed';
      if (write.unfinished) removals.add({ type, location: write.location });
    };
    const retractIfThere = async (write: PendingWrite) =>
      retract(await findWritten(write, this.#job));
    const results = await Promise.allSettled([
      ...this.#pending.map(discard),
      ...(isOurs ? this.#published.map(retract) : []),
      ...(isOurs ? this.#unclear.map(retractIfThere) : []),
    ]);
    removals.end();
    for (const result of results) {
      if (result.status === 'rejected') {
        emit({
          type: 'warning',
          message: `part of an output could not be rolled back: ${String(result.reason)}`,
        });
      }
    }
    const isVisible = !isOurs && this.#published.length + this.#unclear.length > 0;
    return !isVisible && results.every(({ status }) => status === 'fulfilled');
  }
}

/** Whether a write that failed may have become visible anyway. */
export const isUnclear = (error: unknown): boolean =>
  error instanceof Failure && error.code === 'transient';

/** The object that a failed write made visible anyway; undefined if there is none. */
export async function findWritten(
  { location, mark }: PendingWrite,
  { storeFor }: JobContext,
): Promise<PublishedObject | undefined> {
  return (await storeFor(location)).findMarked({ location, mark });
}
