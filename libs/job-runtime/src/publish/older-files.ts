import { type MarkedObject, absentAsUndefined } from '@joblayer/object-store';
import {
  formatLocation,
  isDirectoryLocation,
  type Location,
  parseLocation,
} from '@joblayer/object-store/location';
import { realpath, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import pLimit from 'p-limit';
import type { JobContext } from '../job/job.ts';
import { RemovalLog } from '../log/removal-log.ts';
import type { Lease } from './lease.ts';
import { objectsOf, type LocatedInput } from '../job/located-input.ts';
import type { PublishedOutput } from './output-files.ts';
import type { PublishedFile } from './published-set.ts';
import type { PlannedOutput } from '../job/job-plan.ts';

const REQUESTS_AT_ONCE = 16;

/** The older set and the new one. */
export interface Replaced {
  /** The files that the older output manifest lists. */
  readonly before: readonly PublishedFile[];
  /** Objects that interrupted attempts may have left. */
  readonly unfinished: readonly MarkedObject[];
  readonly now: readonly PublishedOutput[];
  readonly planned: readonly PlannedOutput[];
  readonly inputs: readonly LocatedInput[];
}

/**
 * Removes the files of the older set that the new one does not have, so that a directory holds one set only. Call it
 * once the new set is complete. A file that cannot be removed is only a warning.
 */
export async function removeOlderFiles(
  replaced: Replaced,
  lease: Lease,
  job: JobContext,
): Promise<void> {
  const limit = pLimit(REQUESTS_AT_ONCE);
  const removals = new RemovalLog(job.emit);
  const remove = async (older: PublishedFile) => {
    try {
      job.signal.throwIfAborted();
      if (await removeOlder(older, replaced.planned, lease, job)) {
        removals.add({ type: 'older-file-removed', location: parseLocation(older.location) });
      }
    } catch (error) {
      const message = `${older.location} belongs to the older set of outputs and could not be removed: ${(error as Error).message}. Remove it yourself`;
      job.emit({ type: 'warning', message });
    }
  };
  const removeUnfinished = async ({ location, mark }: MarkedObject) => {
    const text = formatLocation(location);
    try {
      job.signal.throwIfAborted();
      const output = outputOf(text, replaced.planned) as Location;
      const found = await (await job.storeFor(location)).findMarked({ location, mark });
      if (!found || !(await isWithin(location, output))) return;
      lease.assertHeld();
      await found.retract();
      removals.add({ type: 'older-file-removed', location });
      await removeEmptyParents(location, output);
    } catch (error) {
      const message = `${text} was left by an interrupted job and could not be removed: ${(error as Error).message}. Remove it yourself`;
      job.emit({ type: 'warning', message });
    }
  };
  await Promise.all([
    ...olderFiles(replaced).map((older) => limit(() => remove(older))),
    ...unfinishedObjects(replaced).map((object) => limit(() => removeUnfinished(object))),
  ]);
  removals.end();
}

/** Leaves out inputs of the job, and files outside its output locations: a manifest may list anything. */
export function olderFiles({ before, ...replaced }: Replaced): readonly PublishedFile[] {
  const isRemovable = removableBy(replaced);
  const byLocation = new Map(before.map((file) => [file.location, file]));
  return [...byLocation.values()].filter(({ location }) => isRemovable(parseLocation(location)));
}

function unfinishedObjects({ unfinished, ...replaced }: Replaced): readonly MarkedObject[] {
  const isRemovable = removableBy(replaced);
  return unfinished.filter(({ location }) => isRemovable(location));
}

function removableBy({ now, planned, inputs }: Omit<Replaced, 'before' | 'unfinished'>) {
  const kept = new Set([
    ...now.flatMap(({ objects }) => objects.map(({ location }) => formatLocation(location))),
    ...inputs.flatMap(({ items }) =>
      items.flatMap(objectsOf).map(({ location }) => formatLocation(location)),
    ),
  ]);
  return (location: Location): boolean => {
    const text = formatLocation(location);
    return !kept.has(text) && outputOf(text, planned) !== undefined;
  };
}

const outputOf = (text: string, planned: readonly PlannedOutput[]): Location | undefined =>
  planned
    .map(({ location }) => location)
    .find((output) => {
      const own = formatLocation(output);
      return isDirectoryLocation(output) ? text.startsWith(own) && text !== own : text === own;
    });

/** @returns whether it was there */
async function removeOlder(
  older: PublishedFile,
  planned: readonly PlannedOutput[],
  lease: Lease,
  { storeFor }: JobContext,
): Promise<boolean> {
  const location = parseLocation(older.location);
  const output = outputOf(formatLocation(location), planned) as Location;
  const store = await storeFor(location);
  const there = await absentAsUndefined(store.stat(location));
  if (!there) return false;
  if (there.sizeBytes !== older.sizeBytes || (there.etag ?? null) !== older.etag) {
    throw new Error('it was changed since it was published');
  }
  if (!(await isWithin(location, output))) throw new Error('a link leads out of the output');
  await store.remove(location, { beforeEachTry: lease.assertHeld });
  await removeEmptyParents(location, output);
  return true;
}

/** A directory of a local output may be a link that leads out of the output. */
async function isWithin(location: Location, output: Location): Promise<boolean> {
  if (location.scheme !== 'file' || output.scheme !== 'file') return true;
  if (!isDirectoryLocation(output)) return true;
  const [parent, top] = await Promise.all([
    realpath(dirname(location.path)),
    realpath(output.path),
  ]);
  return parent === top || parent.startsWith(`${top}/`);
}

/** Removes empty local directories below the output's own. S3 has none. */
async function removeEmptyParents(location: Location, output: Location): Promise<void> {
  if (location.scheme !== 'file' || output.scheme !== 'file') return;
  let parent = dirname(location.path);
  while (parent.length + 1 > output.path.length && parent.startsWith(output.path)) {
    const isRemoved = await rmdir(parent).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
    parent = dirname(parent);
  }
}
