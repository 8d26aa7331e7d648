import { rmdir } from 'node:fs/promises';
import { makeDirectory } from './make-directory.ts';

/** Makes directories for outputs. When outputs are rolled back, it removes the directories that are empty. */
export class MadeDirectories {
  readonly #made = new Set<string>();

  async make(directory: string): Promise<void> {
    (await makeDirectory(directory)).forEach((path) => this.#made.add(path));
  }

  /** Removes the empty ones, the deepest first. */
  async removeEmpty(): Promise<void> {
    for (const path of [...this.#made].sort((a, b) => b.length - a.length)) {
      await rmdir(path).then(
        () => this.#made.delete(path),
        () => undefined,
      );
    }
  }
}
