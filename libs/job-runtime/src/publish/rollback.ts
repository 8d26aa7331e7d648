import {
  removeUnfinishedFile,
  type MarkedObject,
  type PublishedObject,
  type StoreFor,
  type StoreJournal,
} from '@joblayer/object-store';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { RemovalLog } from '../log/removal-log.ts';
import { JobJournal } from '../scratch/job-journal.ts';
import type { Leftovers, Publication } from '../scratch/leftovers.ts';
import { underWayOn, type UnderWay } from '../scratch/live-leftovers.ts';
import { Lease, type LeaseContext } from './lease.ts';
import { attemptThatPublished } from './published-set.ts';
import { isProbe } from './conditional-probe.ts';
import { removeMark } from './publishing-marks.ts';
import { UnfinishedSet } from './unfinished-set.ts';
import { removableOf } from './vouched-for.ts';

const REQUESTS_AT_ONCE = 16;

export interface RollbackContext extends Omit<LeaseContext, 'storeFor'> {
  readonly env: NodeJS.ProcessEnv;
  /** The base of the scratch directories. Other jobs run below it. */
  readonly scratchDir: string;
  /** Makes stores that write what they begin into this journal. */
  readonly storesWith: (journal: StoreJournal) => StoreFor;
}

/**
 * Rolls back what a killed job left outside its scratch directory: multipart uploads, files beside local outputs, and
 * outputs that became visible without their output manifest.
 *
 * @param directory the scratch directory of the killed job, which this process has taken over
 * @returns what could not be rolled back, so that a later job tries again
 */
export async function rollBack(
  { uploads, intendedUploads, files, marks, publications, sweepers }: Leftovers,
  directory: string,
  { scratchDir, ...context }: RollbackContext,
): Promise<Leftovers> {
  const underWay = await underWayOn(scratchDir);
  const removals = new RemovalLog(context.emit);
  const end = { ...context, underWay, removals };
  const left = {
    publications: await rollBackPublications({ publications, sweepers }, directory, end),
    ...(await unabortedUploads({ uploads, intendedUploads }, end)),
    files: await unremovedFiles(files, end),
    sweepers,
  };
  // The marks stay until the publications are gone. Without them, a later job could not prove whose the files are.
  const markEnds = left.publications.length > 0 ? [] : marks.map(removeMark);
  const ends = await Promise.allSettled(markEnds);
  removals.end();
  return { ...left, marks: marks.filter((_, i) => ends[i]?.status === 'rejected') };
}

interface RollingBack extends Omit<RollbackContext, 'scratchDir'> {
  readonly underWay: UnderWay;
  readonly removals: RemovalLog;
}

/** @returns the files that could not be removed */
async function unremovedFiles(
  files: readonly string[],
  { underWay, removals, emit }: RollingBack,
): Promise<readonly string[]> {
  const ends = await Promise.allSettled(
    files.map(async (path) => {
      if (underWay.files.has(path)) return leaveRunning(path, emit);
      const isRemoved = await removeUnfinishedFile(path);
      const location = { scheme: 'file', path } as const;
      if (isRemoved) removals.add({ type: 'unfinished-file-removed', location });
    }),
  );
  return files.filter((_, i) => ends[i]?.status === 'rejected');
}

/** A dead job's journal lists what a running job writes only if someone forged the journal. */
function leaveRunning(location: string, emit: RollingBack['emit']): void {
  const message = `${location} was left: a killed job's journal lists it, but it belongs to a running job`;
  emit({ type: 'warning', message });
}

/** Writes all that it does into the dead job's journal, so that the next sweep can go on if this one is killed. */
async function rollBackPublications(
  { publications, sweepers }: Pick<Leftovers, 'publications' | 'sweepers'>,
  directory: string,
  { storesWith, ...context }: RollingBack,
): Promise<readonly Publication[]> {
  if (publications.length === 0) return [];
  const journal = new JobJournal();
  journal.openIn(directory);
  const sweeper = randomUUID();
  journal.rollingBack(sweeper);
  const job = { ...context, storeFor: storesWith(journal) };
  const left: Publication[] = [];
  for (const publication of publications) {
    const leased = {
      ...{ publication, sweeper, dead: [publication.attempt, ...sweepers] },
      onPassedOver: (silent: string) => journal.passedOver(silent),
    };
    try {
      await rollBackPublication(leased, job);
    } catch (error) {
      job.signal.throwIfAborted();
      const where = formatLocation(publication.outputManifest);
      const message = `what a killed job left of ${where} could not be rolled back: ${(error as Error).message}`;
      job.emit({ type: 'warning', message });
      left.push(publication);
    }
  }
  return left;
}

interface LeasedPublication {
  readonly publication: Publication;
  readonly sweeper: string;
  /** The attempt that published, those that it passed over, and sweeps that were killed while they rolled it back. */
  readonly dead: readonly string[];
  readonly onPassedOver: (attempt: string) => void;
}

/** Loads the SDK only if there is something to abort: it is large. */
async function unabortedUploads(
  uploads: Pick<Leftovers, 'uploads' | 'intendedUploads'>,
  { env, emit, underWay, removals }: RollingBack,
): Promise<Pick<Leftovers, 'uploads' | 'intendedUploads'>> {
  if (uploads.uploads.length + uploads.intendedUploads.length === 0) return uploads;
  const { abortUploads } = await import('@joblayer/object-store/abort-uploads');
  const locationOf = (upload: { readonly bucket: string; readonly key: string }): Location => ({
    ...{ scheme: 's3', bucket: upload.bucket, key: upload.key },
  });
  uploads.uploads
    .filter(({ uploadId }) => underWay.uploadIds.has(uploadId))
    .forEach((upload) => leaveRunning(formatLocation(locationOf(upload)), emit));
  return abortUploads(env, uploads, {
    keep: underWay.uploadIds,
    onAborted: (upload) => removals.add({ type: 'upload-aborted', location: locationOf(upload) }),
  });
}

/** Holds the lease meanwhile, so that no attempt publishes there at the same time. */
async function rollBackPublication(
  { publication, sweeper, dead, onPassedOver }: LeasedPublication,
  job: LeaseContext & Pick<RollingBack, 'removals'>,
): Promise<void> {
  const { attempt, outputManifest, objects } = publication;
  if (isProbe(publication)) return removeProbe(publication, job);
  const isDead = (attempt: string) => dead.includes(attempt);
  const holder = await Lease.holder(outputManifest, job);
  const isLeased = holder !== undefined && isDead(holder);
  if (holder === undefined) await Lease.removeRest(outputManifest, dead, job);
  if (!isLeased && (await findAll(objects, job)).length === 0) return;

  const lease = await Lease.take(outputManifest, sweeper, job, {
    isDead,
    onPassedOver,
  });
  try {
    // The job may have been killed just after its last step. The set is complete then, and must stay.
    const isComplete = (await attemptThatPublished(outputManifest, job)) === attempt;
    if (isComplete) return await removeList(publication, lease, job);
    const removable = await removableOf(publication, job);
    const doubtful = objects.filter((object) => !removable.includes(object));
    (await findAll(doubtful, job)).forEach((object) => leave(object, job));
    for (const object of await findAll(removable, job)) {
      lease.assertHeld();
      await object.retract();
      job.removals.add({ type: 'rolled-back', location: object.location });
    }
    if (doubtful.length === 0) await removeList(publication, lease, job);
  } finally {
    await lease.release();
  }
}

/** Removes the list of unfinished files if it lists only this publication's. Those are gone, or complete. */
async function removeList(
  { outputManifest, objects: own }: Publication,
  lease: Lease,
  job: LeaseContext,
): Promise<void> {
  const unfinished = new UnfinishedSet(outputManifest, job);
  const { older, objects } = await unfinished.read();
  const marks = new Set(own.map(({ mark }) => mark));
  const isOwn = older.length === 0 && objects.every(({ mark }) => marks.has(mark));
  if (isOwn) await unfinished.remove(lease);
}

async function removeProbe(
  publication: Publication,
  job: LeaseContext & Pick<RollingBack, 'removals'>,
): Promise<void> {
  const removable = await removableOf(publication, job);
  for (const object of await findAll(removable, job)) {
    await object.retract();
    job.removals.add({ type: 'rolled-back', location: object.location });
  }
}

/** The object belongs to a complete set, or the journal was forged. */
function leave({ location }: PublishedObject, { emit }: LeaseContext): void {
  const message = `${formatLocation(location)} was left: a killed job's journal lists it, but an output manifest lists it too, or it has no mark of that job. Remove it yourself if it is not complete`;
  emit({ type: 'warning', message });
}

/** The objects that are still as the dead attempt wrote them. Objects of others have other marks. */
async function findAll(
  objects: readonly MarkedObject[],
  { storeFor }: LeaseContext,
): Promise<readonly PublishedObject[]> {
  const limit = pLimit(REQUESTS_AT_ONCE);
  const found = await Promise.all(
    objects.map((object) =>
      limit(async () => (await storeFor(object.location)).findMarked(object)),
    ),
  );
  return found.filter((object) => object !== undefined);
}
