import { rmdir } from 'node:fs/promises';
import { makeDirectory } from './make-directory.ts';

/** Makes directories for outputs, and rolls back those that stayed empty when outputs are rolled back. */
export class MadeDirectories {
  readonly #made = new Set<string>();

  async make(directory: string): Promise<void> {
    (await makeDirectory(directory)).forEach((path) => this.#made.add(path));
  }

  /** Removes those that are empty, the deepest first. */
  async removeEmpty(): Promise<void> {
    for (const path of [...this.#made].sort((a, b) => b.length - a.length)) {
      await rmdir(path).then(
        () => this.#made.delete(path),
        () => undefined,
      );
    }
  }
}
