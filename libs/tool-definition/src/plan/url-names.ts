import { baseName, type Location } from '@joblayer/object-store/location';
import { endingIn } from '../definition/names.ts';
import type { UnnamedUrl } from './arguments-plan.ts';

/** Names of URLs. The keys are those of `keyOf`. */
export type KnownNames = ReadonlyMap<string, string>;

/** The flag is part of the key: two inputs may have the same URL and need different names. */
export const keyOf = ({ flag, location }: Omit<UnnamedUrl, 'suffixes'>): string =>
  `${flag} ${location.url}`;

/** The names that servers gave, and the URLs whose servers must still be asked. */
export class UrlNames {
  readonly unnamed: UnnamedUrl[] = [];
  readonly #known: KnownNames;

  constructor(known: KnownNames = new Map()) {
    this.#known = known;
  }

  /** Until the server is asked, an invented name that fits is used, so that other problems are reported first. */
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
