import { endMarked } from '@joblayer/subprocess';
import { randomUUID } from 'node:crypto';
import { closeSync, lstatSync, renameSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import pLimit from 'p-limit';
import type { EventSink } from '../job/events.ts';
import { ownIdentity, startTimeOf } from '../host/process-identity.ts';
import { JOB_MARK } from './job-mark.ts';
import { isAbandoned } from './bare-name.ts';
import { holdDirectory, type HeldDirectory } from './held-directory.ts';
import { JOURNAL_FILE } from './journal-file.ts';
import { leftovers, placesOf, type Leftovers } from './leftovers.ts';
import { LIFELINE_FILE, takeLifeline } from './lifeline.ts';
import type { Observer } from './liveness.ts';
import { removeHeldDirectory } from './marked-directory.ts';
import { deadForMs } from './owned-directory.ts';
import { OWNER_FILE } from './owner.ts';
import { removeContents, removeTree } from './remove-tree.ts';
import { RemovalLog } from '../log/removal-log.ts';
import { unlessAborted } from '../job/unless-aborted.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A scratch directory, as made or as claimed by a sweep. */
const NAME = new RegExp(`^(${UUID})(?:\\.sweeping-${UUID})?$`);

/** What a killed job left elsewhere and could not be taken back is given up after a week. */
const JOURNAL_KEPT_MS = 7 * 24 * 3_600_000;

/** What was left elsewhere is asked for over the network. */
const AT_ONCE = 8;

export interface SweepOptions {
  /** Takes back what a killed job left elsewhere; returns what it could not, for a later job's try. */
  readonly takeBack: (leftovers: Leftovers, directory: string) => Promise<Leftovers>;
  readonly emit: EventSink;
  /** Ends the sweep; what it did not come to is left to the next job. */
  readonly signal: AbortSignal;
}

/**
 * Removes the scratch directories below `base` of jobs that were killed, and returns how many. However many jobs
 * sweep at once, each directory is removed by one of them. Fails for nothing: what goes wrong is a warning.
 */
export async function sweepOrphans(base: string, options: SweepOptions): Promise<number> {
  const observer = { ...ownIdentity(), startTimeOf };
  const names = await readdir(base).catch(() => []);
  if (names.length > 0) await warnOfOpenBase(base, options);
  const limit = pLimit(AT_ONCE);
  const removals = new RemovalLog(options.emit);
  const removed = await Promise.all(
    names.map((name) =>
      limit(async () => {
        const isRemoved = await sweepOne(base, name, observer, options);
        const location = { scheme: 'file', path: join(base, name) } as const;
        if (isRemoved) removals.add({ type: 'directory-swept', location });
        return isRemoved;
      }),
    ),
  );
  removals.end();
  return removed.filter((isRemoved) => isRemoved).length;
}

/** Returns whether it was removed. */
async function sweepOne(
  base: string,
  name: string,
  observer: Observer,
  options: SweepOptions,
): Promise<boolean> {
  if (options.signal.aborted) return false;
  const claimed = await claim(base, name, observer);
  if (claimed === undefined) return removeAbandoned(join(base, name), observer);
  let takingBack: Promise<unknown> = Promise.resolve();
  const takeBack: SweepOptions['takeBack'] = (...left) => {
    const underWay = options.takeBack(...left);
    takingBack = underWay;
    return underWay;
  };
  try {
    return await remove(claimed, { ...options, takeBack });
  } catch (error) {
    if (!options.signal.aborted) warn(claimed, error, options);
    return false;
  } finally {
    // One that is not waited for goes on all the same: until it ends, nobody is to take the directory for a dead one's.
    void Promise.allSettled([takingBack])
      .then(claimed.letGo)
      .catch(() => undefined);
  }
}

interface Claimed {
  readonly path: string;
  /** The directory itself, as another user may put a link under its name. */
  readonly held: HeldDirectory;
  readonly silentForMs: number;
  readonly letGo: () => Promise<void>;
}

/** Takes a directory that is ours and whose owner is dead, by renaming it: that succeeds for one job only. */
async function claim(base: string, name: string, observer: Observer): Promise<Claimed | undefined> {
  const uuid = NAME.exec(name)?.[1];
  if (uuid === undefined) return undefined;
  const found = join(base, name);
  let held: HeldDirectory | undefined;
  let isClaimed = false;
  try {
    held = await holdDirectory(found);
    const silentForMs = deadForMs(held.path, uuid, observer);
    if (silentForMs === undefined) return undefined;

    // Before its name changes: a tool that outlived its runner would make directories of the old name again, which
    // nobody could tell for ours.
    await endMarked({ name: JOB_MARK, value: uuid });
    const path = join(base, `${uuid}.sweeping-${randomUUID()}`);
    renameSync(found, path);
    // From here on the claim is as alive as this process. A job that looked in between takes it over, which at
    // worst does one thing twice.
    const lifeline = takeLifeline(held.path);
    isClaimed = true;
    const letGo = async () => {
      if (lifeline !== undefined) closeSync(lifeline);
      await held?.close();
    };
    return { path, held, silentForMs, letGo };
  } catch {
    // Gone, taken by another job, or not for this user to touch.
    return undefined;
  } finally {
    if (!isClaimed) await held?.close();
  }
}

/** Where a job was killed between making its directory and marking it, or between taking the mark and the directory. */
async function removeAbandoned(path: string, observer: Observer): Promise<boolean> {
  try {
    const { uid, mtimeMs } = lstatSync(path);
    const ageMs = Date.now() - mtimeMs;
    if (uid !== process.getuid?.() || !isAbandoned(basename(path), ageMs, observer)) return false;
    await removeTree(path);
    return true;
  } catch {
    return false;
  }
}

/** Removes a claimed directory, its big contents first, so that the room is there even if S3 does not answer. */
async function remove(
  { path, held, silentForMs }: Claimed,
  { takeBack, emit, signal }: SweepOptions,
): Promise<boolean> {
  await removeContents(held.path, [OWNER_FILE, JOURNAL_FILE, LIFELINE_FILE], signal);
  // S3 is not waited for longer than the sweep may take.
  const left = placesOf(await unlessAborted(signal, takeBack(leftovers(held.path), held.path)));
  if (left.length > 0) {
    const keep = silentForMs < JOURNAL_KEPT_MS;
    const next = keep ? 'a later job will try again' : 'that is given up';
    const message = `what a killed job left could not all be taken back, ${next}: ${left.join(', ')}`;
    emit({ type: 'warning', message });
    if (keep) return false;
  }
  await removeHeldDirectory(path, held);
  return true;
}

const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;

/** Without the sticky bit, any user may rename what others have in a directory. */
async function warnOfOpenBase(base: string, { emit }: SweepOptions): Promise<void> {
  const mode = (await stat(base).catch(() => undefined))?.mode ?? 0;
  if ((mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0) return;
  const message = `other users can replace the scratch directories in ${base}: it is open to all without the sticky bit. Run chmod 1777 ${base}`;
  emit({ type: 'warning', message });
}

function warn({ path }: Claimed, error: unknown, { emit }: SweepOptions): void {
  const message = `the scratch directory ${path} of a killed job was not removed: ${(error as Error).message}`;
  emit({ type: 'warning', message });
}
