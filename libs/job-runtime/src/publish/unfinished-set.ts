import type { MarkedObject } from '@joblayer/object-store';
import {
  formatLocation,
  withSuffix,
  type Location,
  parseLocation,
} from '@joblayer/object-store/location';
import * as z from 'zod';
import { Failure } from '../job/errors.ts';
import type { JobContext } from '../job/job.ts';
import type { Lease } from './lease.ts';
import { MOST_BYTES, PUBLISHED_FILE, type PublishedFile } from './published-set.ts';

const schema = z.object({
  format: z.literal('joblayer-unfinished-set-1'),
  older: z.array(PUBLISHED_FILE),
  objects: z.array(z.object({ location: z.string(), mark: z.string() })),
});

/** The files that an interrupted replacement may have left. */
export interface UnfinishedFiles {
  /** Files of the older set. Its output manifest is gone. */
  readonly older: readonly PublishedFile[];
  /** Objects of attempts that did not complete the set. */
  readonly objects: readonly MarkedObject[];
}

const NOTHING: UnfinishedFiles = { older: [], objects: [] };

/**
 * `<output manifest>.unfinished`: a list of files in the output locations that belong to no complete set. It exists
 * while a set is replaced, because the older output manifest is removed first. If the attempt is interrupted, the next
 * one reads in it what to remove.
 */
export class UnfinishedSet {
  readonly #location: Location;
  readonly #job: Pick<JobContext, 'storeFor' | 'signal' | 'emit'>;
  #older: readonly PublishedFile[] = [];
  #isWritten = false;

  constructor(outputManifest: Location, job: Pick<JobContext, 'storeFor' | 'signal' | 'emit'>) {
    this.#location = withSuffix(outputManifest, '.unfinished');
    this.#job = job;
  }

  /** The files that an earlier attempt left; none if the job's role may not look. */
  async read(): Promise<UnfinishedFiles> {
    const { storeFor, signal, emit } = this.#job;
    try {
      const store = await storeFor(this.#location);
      const content = await store.read(this.#location, { signal, maxBytes: MOST_BYTES });
      this.#isWritten = true;
      const { older, objects } = schema.parse(JSON.parse(content.toString()));
      const located = objects.map(({ location, mark }) => ({
        ...{ location: parseLocation(location), mark },
      }));
      return { older, objects: located };
    } catch (error) {
      signal.throwIfAborted();
      // S3 denies access to a role that can only write. It also does so for an absent object if the role cannot list.
      const isHidden = ['input-absent', 'access-denied'];
      if (error instanceof Failure && isHidden.includes(error.code)) return NOTHING;
      const message = `${formatLocation(this.#location)} could not be read, so files of an interrupted job may stay beside the outputs: ${(error as Error).message}`;
      emit({ type: 'warning', message });
      return NOTHING;
    }
  }

  /**
   * Call it before the older output manifest is removed, and before anything becomes visible.
   *
   * @throws JobError if it cannot be written
   */
  async write({ older, objects }: UnfinishedFiles, lease: Lease): Promise<void> {
    const listed = objects.map(({ location, mark }) => ({
      ...{ location: formatLocation(location), mark },
    }));
    const text = JSON.stringify({ format: 'joblayer-unfinished-set-1', older, objects: listed });
    const store = await this.#job.storeFor(this.#location);
    this.#older = older;
    this.#isWritten = true;
    await store.put(Buffer.from(text), this.#location, { beforeEachTry: lease.assertHeld });
  }

  /** Call it when all listed files are removed, or belong to a complete set. */
  async remove(lease: Lease): Promise<void> {
    if (!this.#isWritten) return;
    const store = await this.#job.storeFor(this.#location);
    await store.remove(this.#location, { beforeEachTry: lease.assertHeld });
  }

  /** Call it when the attempt's own files were rolled back. Older files stay, and stay listed. */
  async rolledBack(lease: Lease): Promise<void> {
    if (this.#older.length === 0) await this.remove(lease);
  }
}
