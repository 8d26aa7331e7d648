/**
 * The stages of a Dockerfile so far. Each has a number, and may have a name, which ignores case.
 */
export class StageNames {
  #names = new Set<string>();
  #count = 0;

  add(name: string | null): void {
    this.#names.add(String(this.#count++));
    if (name) this.#names.add(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.#names.has(name.toLowerCase());
  }
}
