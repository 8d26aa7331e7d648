import { mkdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes directories for outputs, and takes back those that stayed empty when outputs are taken back. */
export class MadeDirectories {
  readonly #made = new Set<string>();

  async make(directory: string): Promise<void> {
    const topmost = await mkdir(directory, { recursive: true });
    if (topmost === undefined) return;
    for (let path = directory; path.length >= topmost.length; path = dirname(path)) {
      this.#made.add(path);
    }
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
