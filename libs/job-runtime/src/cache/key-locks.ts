import { readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { nextStep, type SeenLease } from '../lease/next-step.ts';

/** The right to change what is kept under a key. One job has it at a time. */
export interface KeyLock {
  release(): void;
}

/** The locks have no heartbeat: only facts show that a holder is dead, not its silence. */
const TIMES = { deadMs: Infinity, pollMs: 0 };

/**
 * Locks as symbolic links whose target is the holder's name. One system call makes the link with its content, and only
 * one job succeeds. They pass on in rows as leases do: `<key>.2` after `<key>.1`.
 */
export class KeyLocks {
  readonly #directory: string;
  readonly #isDead: (holder: string) => boolean;

  constructor(directory: string, isDead: (holder: string) => boolean) {
    this.#directory = directory;
    this.#isDead = isDead;
  }

  /** The living holder of a lock; undefined if there is none. */
  holder(key: string): string | undefined {
    return this.#row(key).find(({ isKnownDead }) => !isKnownDead)?.holder;
  }

  /** @returns undefined if a living job holds the lock, or another was faster */
  take(key: string, holder: string): KeyLock | undefined {
    const row = this.#row(key);
    if (nextStep({ row }, 0, TIMES) !== 'write') return undefined;
    const writtenAfter = row.map((dead) => dead.holder);
    const own = this.#path(key, row.length);
    try {
      symlinkSync(holder, own);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
      throw error;
    }
    if (nextStep({ row: this.#row(key), writtenAfter }, 0, TIMES) === 'withdraw') {
      unlinkSync(own);
      return undefined;
    }
    return {
      release: () => {
        row.forEach((_, i) => unlinkSync(this.#path(key, i)));
        unlinkSync(own);
      },
    };
  }

  #row(key: string): SeenLease[] {
    const row: SeenLease[] = [];
    for (;;) {
      const holder = readLinkIfThere(this.#path(key, row.length));
      if (holder === undefined) return row;
      row.push({ holder, unchangedSince: 0, isKnownDead: this.#isDead(holder) });
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
