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

/** What a replacement that was interrupted may have left. */
export interface UnfinishedFiles {
  /** Of the set that was to be replaced, whose output manifest is gone. */
  readonly older: readonly PublishedFile[];
  /** Of attempts that did not complete the set. */
  readonly objects: readonly MarkedObject[];
}

const NOTHING: UnfinishedFiles = { older: [], objects: [] };

/**
 * `<output manifest>.unfinished`: a list of the files that are in the output locations without being of a complete set.
 * It is there while a set is replaced, because the older output manifest is removed first. An attempt that comes after
 * an interrupted one reads there what it has to remove.
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

  /** What an earlier attempt left; nothing where the job may not look. */
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
      // A role that can only write, or not list: S3 then refuses for what is not there.
      const isHidden = ['input-absent', 'access-denied'];
      if (error instanceof Failure && isHidden.includes(error.code)) return NOTHING;
      const message = `${formatLocation(this.#location)} could not be read, so files of an interrupted job may stay beside the outputs: ${(error as Error).message}`;
      emit({ type: 'warning', message });
      return NOTHING;
    }
  }

  /**
   * To be called before the older output manifest is removed and before anything becomes visible.
   *
   * @throws JobError where it cannot be written
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

  /** To be called when all that it lists is removed, or is of a complete set. */
  async remove(lease: Lease): Promise<void> {
    if (!this.#isWritten) return;
    const store = await this.#job.storeFor(this.#location);
    await store.remove(this.#location, { beforeEachTry: lease.assertHeld });
  }

  /** To be called when the attempt's own files were rolled back. Older files stay, and stay listed. */
  async rolledBack(lease: Lease): Promise<void> {
    if (this.#older.length === 0) await this.remove(lease);
  }
}
