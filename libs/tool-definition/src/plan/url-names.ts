import { baseName, type Location } from '@joblayer/object-store/location';
import { endingIn } from '../definition/names.ts';
import type { UnnamedUrl } from './arguments-plan.ts';

/** Names of URLs by `keyOf`. */
export type KnownNames = ReadonlyMap<string, string>;

/** Two inputs may name one URL, and need different names of it. */
export const keyOf = ({ flag, location }: Omit<UnnamedUrl, 'suffixes'>): string =>
  `${flag} ${location.url}`;

/** The names that servers gave, and the URLs for which one is still to be asked. */
export class UrlNames {
  readonly unnamed: UnnamedUrl[] = [];
  readonly #known: KnownNames;

  constructor(known: KnownNames = new Map()) {
    this.#known = known;
  }

  /** Until the server is asked, a name that fits takes the place: what else is wrong is found first. */
  named(flag: string, location: Location, suffixes: readonly string[] = []): Location {
    if (location.scheme !== 'https' || location.name !== undefined) return location;
    const [suffix] = suffixes;
    if (suffix === undefined || endingIn(baseName(location), suffixes)) return location;
    const known = this.#known.get(keyOf({ flag, location }));
    if (known !== undefined) return { ...location, name: known };
    this.unnamed.push({ flag, location, suffixes });
    return { ...location, name: `unnamed-${this.unnamed.length}${suffix}` };
  }
}
