import { randomUUID } from 'node:crypto';
import { closeSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { deadForMs } from './dead-owner.ts';
import { holdDirectory, type HeldDirectory } from './held-directory.ts';
import { takeLifeline } from './lifeline.ts';
import type { Observer } from './liveness.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MADE = new RegExp(`^${UUID}$`);
/** The name of an owned directory, as it was made or taken over. */
const MADE_OR_TAKEN = new RegExp(`^(${UUID})(?:\\.sweeping-${UUID})?$`);

/** Whether an owned directory can have that name before a take-over. */
export const isOwnedName = (name: string): boolean => MADE.test(name);

/** The directory of a dead owner, which this process has taken over. */
export interface TakenDirectory {
  readonly path: string;
  /** The directory itself, even if another user puts a link under its name. */
  readonly held: HeldDirectory;
  readonly silentForMs: number;
  /** Ends the signs of life: from then on another process may take the directory over. */
  readonly letGo: () => Promise<void>;
}

export interface TakeOverOptions {
  readonly observer: Observer;
  /**
   * Ends the processes that the dead owner left, by the name under which it made the directory. It is called before the
   * directory is renamed. Otherwise such a process could make the old name again, as a directory without an owner.
   */
  readonly endRemains: (name: string) => Promise<unknown>;
}

/**
 * Takes over a directory of this user whose owner is dead. It renames the directory, which only one process can do.
 *
 * @returns undefined if the directory is gone, its owner may live, another process took it, or this user may not touch
 *   it; never throws
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
    // From now on the directory counts as owned while this process lives. Another process that looked just before may
    // take it over too. At worst both then do the same removals.
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
