import { type ListedObject, type ObjectInfo, totalBytes } from '@joblayer/object-store';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { JobContext } from '../../job/job.ts';
import { unlessAborted } from '../../job/unless-aborted.ts';
import { FILES_AT_ONCE, makeDirectoriesOf } from './staged-files.ts';

/** What became of a file that was fetched early. */
export interface EarlyFile {
  /** Whether only its size could be compared, for lack of a checksum. */
  readonly sizeOnly: boolean;
}

/**
 * Fetches files of a long directory while the rest of its list is still on its way. It is only an attempt: a file
 * that fails here is left to the stage-in phase, which reports the error.
 */
export class EarlyFetches {
  readonly #inputs: string;
  readonly #job: JobContext;
  readonly #limit = pLimit(FILES_AT_ONCE);
  readonly #end = new AbortController();
  /** One signal for all files: to combine signals for each costs more than all other work on a small file. */
  readonly #signal: AbortSignal;
  readonly #files = new Map<ObjectInfo, Promise<EarlyFile | undefined>>();
  #budgetBytes: number;

  /**
   * @param inputs the directory where inputs are staged
   * @param budgetBytes the most that early files may take, as the size of all inputs is not known yet
   */
  constructor(inputs: string, budgetBytes: number, job: JobContext) {
    this.#inputs = inputs;
    this.#budgetBytes = budgetBytes;
    this.#job = job;
    this.#signal = AbortSignal.any([job.signal, this.#end.signal]);
  }

  /** @param directory the name of the staged directory; the objects lie below it by their relative paths */
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

  /** Resolves once the file is there, or with `undefined` if it must still be fetched. */
  async file(object: ObjectInfo, signal: AbortSignal): Promise<EarlyFile | undefined> {
    const file = this.#files.get(object);
    return file && unlessAborted(signal, file);
  }

  /** Ends the fetches that are under way. */
  async stop(): Promise<void> {
    this.#end.abort(new Error('the early fetch is not needed any more'));
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
