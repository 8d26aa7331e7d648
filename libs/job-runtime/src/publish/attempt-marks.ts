import { writeMark } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';

/** The marks in the metadata of objects. By them, an attempt recognises what it has written. */
export class AttemptMarks {
  readonly #attempt: string;
  #outputManifest: Location | undefined;

  constructor(attempt: string) {
    this.#attempt = attempt;
  }

  /** From now on, marks also name the set that the object belongs to. */
  publishUnder(outputManifest: Location): void {
    this.#outputManifest = outputManifest;
  }

  readonly of = (location: Location): string =>
    this.#outputManifest ? writeMark(this.#attempt, this.#outputManifest, location) : this.#attempt;
}
