import { type ListedObject, type ObjectInfo, totalBytes } from '@joblayer/object-store';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { JobContext } from '../../job/job.ts';
import { unlessAborted } from '../../job/unless-aborted.ts';
import { FILES_AT_ONCE, makeDirectoriesOf } from './staged-files.ts';

/** What became of a file that was fetched early. */
export interface EarlyFile {
  /** Whether its size was all that could be compared. */
  readonly sizeOnly: boolean;
}

/**
 * Files of long directories, fetched to where they are staged while the rest of their list is still to come. It is
 * an attempt: what cannot be fetched here is left to the stage-in phase, which says why.
 */
export class EarlyFetches {
  readonly #inputs: string;
  readonly #job: JobContext;
  readonly #limit = pLimit(FILES_AT_ONCE);
  readonly #end = new AbortController();
  /** One for all: to combine signals costs more than the rest of what is done here for a small file. */
  readonly #signal: AbortSignal;
  readonly #files = new Map<ObjectInfo, Promise<EarlyFile | undefined>>();
  #budgetBytes: number;

  /**
   * @param inputs the directory where inputs are staged
   * @param budgetBytes that they may take, before it is known how much all inputs take
   */
  constructor(inputs: string, budgetBytes: number, job: JobContext) {
    this.#inputs = inputs;
    this.#budgetBytes = budgetBytes;
    this.#job = job;
    this.#signal = AbortSignal.any([job.signal, this.#end.signal]);
  }

  /** @param directory its name, below which the objects belong by their relative paths */
  begin(directory: string, objects: readonly ListedObject[]): void {
    this.#budgetBytes -= totalBytes(objects);
    if (this.#budgetBytes < 0) return;
    const targets = objects.map(({ relativePath }) => join(this.#inputs, directory, relativePath));
    const made = makeDirectoriesOf(targets);
    for (const [index, object] of objects.entries()) {
      const target = targets[index] as string;
      const file = this.#limit(async () => {
        await made;
        return this.#fetch(object, target);
      });
      this.#files.set(
        object,
        file.catch(() => undefined),
      );
    }
  }

  /** Resolves once the file is there, or with `undefined` where it is still to be fetched. */
  async file(object: ObjectInfo, signal: AbortSignal): Promise<EarlyFile | undefined> {
    const file = this.#files.get(object);
    return file && unlessAborted(signal, file);
  }

  /** Ends those that are under way. */
  async stop(): Promise<void> {
    this.#end.abort(new Error('it is not waited for any more'));
    await Promise.all(this.#files.values());
  }

  async #fetch(object: ObjectInfo, target: string): Promise<EarlyFile> {
    const signal = this.#signal;
    signal.throwIfAborted();
    let sizeOnly = false;
    const onSizeOnly = () => void (sizeOnly = true);
    const store = await this.#job.storeFor(object.location);
    await store.fetch(object, target, { signal, onSizeOnly, onBytes: () => undefined });
    return { sizeOnly };
  }
}
