import type { ObjectInfo, Source, TransferOptions } from '@joblayer/object-store';
import type { FileLocation } from '@joblayer/object-store/location';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

/** Copies local files as if it downloaded them. A test can count the copies of all its processes, and hold them up. */
export class CopyingSource implements Source {
  readonly #log: string;
  readonly #held: string;

  /**
   * @param log a file that gets a line for each fetched object
   * @param held while this file exists, only half of an object arrives
   */
  constructor(log: string, held: string) {
    this.#log = log;
    this.#held = held;
  }

  async fetch(
    object: ObjectInfo<FileLocation>,
    target: string,
    { signal, onBytes }: TransferOptions,
  ): Promise<'downloaded'> {
    const { path } = object.location;
    appendFileSync(this.#log, `${path}\n`);
    if (existsSync(this.#held)) {
      await writeFile(`${target}.part`, readFileSync(path).subarray(0, object.sizeBytes >> 1));
      while (existsSync(this.#held)) await sleep(POLL_MS, undefined, { signal });
      await rm(`${target}.part`);
    }
    await copyFile(path, target);
    await chmod(target, 0o444);
    onBytes(object.sizeBytes);
    return 'downloaded';
  }
}
