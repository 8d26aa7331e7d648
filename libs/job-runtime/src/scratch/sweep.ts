import {
  ownObserver,
  OWNERSHIP_FILES,
  removeAbandoned,
  removeContents,
  removeHeldDirectory,
  takeOver,
  type Observer,
  type TakenDirectory,
} from '@joblayer/owned-directory';
import { endMarked } from '@joblayer/subprocess';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { EventSink } from '../job/events.ts';
import { unlessAborted } from '../job/unless-aborted.ts';
import { RemovalLog } from '../log/removal-log.ts';
import { JOB_MARK } from './job-mark.ts';
import { JOURNAL_FILE } from './journal-file.ts';
import { leftovers, locationsOf, type Leftovers } from './leftovers.ts';
import { warnOfOpenBase } from './open-base.ts';

/** If a rollback keeps failing, the journal is removed after this time. Otherwise it would stay forever. */
const JOURNAL_KEPT_MS = 7 * 24 * 3_600_000;

/** More than the CPUs: a sweep mostly waits for responses of S3. */
const AT_ONCE = 8;

export interface SweepOptions {
  /** Rolls back what a killed job left elsewhere. Returns what it could not, so that a later job tries again. */
  readonly rollBack: (leftovers: Leftovers, directory: string) => Promise<Leftovers>;
  readonly emit: EventSink;
  /** Ends the sweep. The next job does the rest. */
  readonly signal: AbortSignal;
}

/**
 * Removes the scratch directories below `base` of jobs that were killed, and returns how many. If many jobs sweep at
 * once, one of them removes each directory. Never throws: a failure is a warning.
 */
export async function sweepOrphans(base: string, options: SweepOptions): Promise<number> {
  const observer = ownObserver();
  const names = await readdir(base).catch(() => []);
  if (names.length > 0) await warnOfOpenBase(base, options.emit);
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

/** Ends processes of a dead job's tool. Each has the name of the scratch directory in its environment. */
const endRemains = (name: string) => endMarked({ name: JOB_MARK, value: name });

/** @returns whether the directory was removed */
async function sweepOne(
  base: string,
  name: string,
  observer: Observer,
  options: SweepOptions,
): Promise<boolean> {
  if (options.signal.aborted) return false;
  const taken = await takeOver(base, name, { observer, endRemains });
  if (taken === undefined) return removeAbandoned(join(base, name), observer);
  let rollingBack: Promise<unknown> = Promise.resolve();
  const rollBack: SweepOptions['rollBack'] = (...left) => {
    const underWay = options.rollBack(...left);
    rollingBack = underWay;
    return underWay;
  };
  try {
    return await remove(taken, { ...options, rollBack });
  } catch (error) {
    if (!options.signal.aborted) warn(taken, error, options);
    return false;
  } finally {
    // A stopped sweep does not wait for its rollback. Until that ends, no other job must take the directory over.
    void Promise.allSettled([rollingBack])
      .then(taken.letGo)
      .catch(() => undefined);
  }
}

/** Removes a directory that was taken over. Its files go first, which frees the disk even if S3 does not respond. */
async function remove(
  { path, held, silentForMs }: TakenDirectory,
  { rollBack, emit, signal }: SweepOptions,
): Promise<boolean> {
  await removeContents(held.path, [...OWNERSHIP_FILES, JOURNAL_FILE], signal);
  // The signal bounds the wait for S3.
  const left = locationsOf(await unlessAborted(signal, rollBack(leftovers(held.path), held.path)));
  if (left.length > 0) {
    const keep = silentForMs < JOURNAL_KEPT_MS;
    const next = keep ? 'A later job will try again' : 'No job will try again. Remove it yourself';
    const message = `a part of what a killed job left could not be rolled back. ${next}: ${left.join(', ')}`;
    emit({ type: 'warning', message });
    if (keep) return false;
  }
  await removeHeldDirectory(path, held);
  return true;
}

function warn({ path }: TakenDirectory, error: unknown, { emit }: SweepOptions): void {
  const message = `the scratch directory ${path} of a killed job was not removed: ${(error as Error).message}`;
  emit({ type: 'warning', message });
}
