import { readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The right of one job at a time to change what is kept under a key. */
export interface Claim {
  release(): void;
}

/**
 * Claims as symbolic links whose target is the holder's name: made at once with their content, and by one job only.
 *
 * A killed holder leaves its claim. Nobody can take that away safely, since two could do so at once, and the slower
 * one would take the claim of the faster. So its successor makes the next one in a chain, `<key>.2` after `<key>.1`,
 * and removes the whole chain at the end, the oldest first.
 */
export class Claims {
  readonly #directory: string;
  readonly #isDead: (holder: string) => boolean;

  constructor(directory: string, isDead: (holder: string) => boolean) {
    this.#directory = directory;
    this.#isDead = isDead;
  }

  /** The living holder of a claim, if there is one. */
  holder(key: string): string | undefined {
    return this.#chain(key).find((holder) => !this.#isDead(holder));
  }

  /** @returns undefined where another job is faster, or alive and holding it */
  take(key: string, holder: string): Claim | undefined {
    const dead = this.#chain(key);
    if (dead.some((each) => !this.#isDead(each))) return undefined;
    const own = this.#path(key, dead.length);
    try {
      symlinkSync(holder, own);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
      throw error;
    }
    // Where the dead are gone, another job took over from them and has ended meanwhile: a newcomer may be at the
    // chain's start by now, and this claim beside it.
    const now = this.#chain(key);
    if (dead.some((each, i) => now[i] !== each)) {
      unlinkSync(own);
      return undefined;
    }
    return {
      release: () => {
        dead.forEach((_, i) => unlinkSync(this.#path(key, i)));
        unlinkSync(own);
      },
    };
  }

  /** The holders, the first one first. */
  #chain(key: string): string[] {
    const holders: string[] = [];
    for (;;) {
      const holder = readLinkIfThere(this.#path(key, holders.length));
      if (holder === undefined) return holders;
      holders.push(holder);
    }
  }

  #path(key: string, index: number): string {
    return join(this.#directory, `${key}.${index + 1}`);
  }
}

function readLinkIfThere(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
