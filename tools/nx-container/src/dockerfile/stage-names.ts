/** The stages of a Dockerfile so far: each has a number, and a name in any case where it was given one. */
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
