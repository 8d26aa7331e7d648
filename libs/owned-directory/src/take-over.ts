import { randomUUID } from 'node:crypto';
import { closeSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { deadForMs } from './dead-owner.ts';
import { holdDirectory, type HeldDirectory } from './held-directory.ts';
import { takeLifeline } from './lifeline.ts';
import type { Observer } from './liveness.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MADE = new RegExp(`^${UUID}$`);
/** An owned directory, as made or as taken over. */
const MADE_OR_TAKEN = new RegExp(`^(${UUID})(?:\\.sweeping-${UUID})?$`);

/** Whether an owned directory can have that name while it is its maker's. */
export const isOwnedName = (name: string): boolean => MADE.test(name);

/** The directory of a dead owner, in the hands of this process. */
export interface TakenDirectory {
  readonly path: string;
  /** The directory itself, as another user may put a link under its name. */
  readonly held: HeldDirectory;
  readonly silentForMs: number;
  /** Ends the signs of life: from then on another process may take the directory over. */
  readonly letGo: () => Promise<void>;
}

export interface TakeOverOptions {
  readonly observer: Observer;
  /**
   * Ends what the dead owner left running, by the name under which the directory was made. It is called before that
   * name changes: such a process would make the old name again, as a directory without an owner.
   */
  readonly endRemains: (name: string) => Promise<unknown>;
}

/**
 * Takes over a directory of this user's whose owner is dead, by renaming it: that succeeds for one process only.
 *
 * @returns undefined where the directory is gone, its owner may live, another process took it, or this user may not
 *   touch it; never throws
 */
export async function takeOver(
  base: string,
  name: string,
  { observer, endRemains }: TakeOverOptions,
): Promise<TakenDirectory | undefined> {
  const uuid = MADE_OR_TAKEN.exec(name)?.[1];
  if (uuid === undefined) return undefined;
  const found = join(base, name);
  let held: HeldDirectory | undefined;
  let isTaken = false;
  try {
    held = await holdDirectory(found);
    const silentForMs = deadForMs(held.path, uuid, observer);
    if (silentForMs === undefined) return undefined;

    await endRemains(uuid);
    const path = join(base, `${uuid}.sweeping-${randomUUID()}`);
    renameSync(found, path);
    // From here on the directory counts as alive as long as this process. One that looked in between takes it over
    // too, which at worst does one thing twice.
    const lifeline = takeLifeline(held.path);
    isTaken = true;
    const letGo = async () => {
      if (lifeline !== undefined) closeSync(lifeline);
      await held?.close();
    };
    return { path, held, silentForMs, letGo };
  } catch {
    return undefined;
  } finally {
    if (!isTaken) await held?.close();
  }
}
