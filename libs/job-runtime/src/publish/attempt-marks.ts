import { writeMark } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';

/** The marks by which one attempt knows again what it has written: they are in the metadata of objects. */
export class AttemptMarks {
  readonly #attempt: string;
  #outputManifest: Location | undefined;

  constructor(attempt: string) {
    this.#attempt = attempt;
  }

  /** From here on a mark also names the set that the object belongs to. */
  publishUnder(outputManifest: Location): void {
    this.#outputManifest = outputManifest;
  }

  readonly of = (location: Location): string =>
    this.#outputManifest ? writeMark(this.#attempt, this.#outputManifest, location) : this.#attempt;
}
