import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { formatLocation } from '../location/location.ts';
import { JobJournal, type Leftovers, type Publication } from '../scratch/job-journal.ts';
import { removeUnfinishedFile } from '../stores/local-store.ts';
import type { MarkedObject, PublishedObject } from '../stores/object-store.ts';
import type { StoreFor, StoreJournal } from '../stores/stores.ts';
import { Claim, type ClaimContext, type ClaimDirectories } from './claim.ts';
import { attemptThatPublished } from './published-set.ts';
import { isProbe } from './conditional-probe.ts';
import { removableOf } from './vouched-for.ts';

const REQUESTS_AT_ONCE = 16;

export interface TakeBackContext extends Omit<ClaimContext, 'storeFor'> {
  readonly env: NodeJS.ProcessEnv;
  /** Stores that note in this journal what they begin. */
  readonly storesWith: (journal: StoreJournal) => StoreFor;
}

/**
 * Takes back what a killed job left outside its scratch directory: multipart uploads, files beside local outputs,
 * and outputs that became visible without their output manifest, which no one vouches for.
 *
 * @param directory the scratch directory of the killed job, which is this process's by now
 * @returns what could not be taken back, for a later job's try
 */
export async function takeBack(
  { uploads, intendedUploads, files, publications, claimants }: Leftovers,
  directory: string,
  context: TakeBackContext,
): Promise<Leftovers> {
  const removed = await Promise.allSettled(files.map(removeUnfinishedFile));
  const published = { publications, claimants };
  return {
    publications: await takeBackPublications(published, directory, context),
    ...(await unabortedUploads({ uploads, intendedUploads }, context.env)),
    files: files.filter((_, i) => removed[i]?.status === 'rejected'),
    claimants,
  };
}

/** Notes all that it does in the journal of the dead, so that a sweep that is killed at it is followed by the next. */
async function takeBackPublications(
  { publications, claimants }: Pick<Leftovers, 'publications' | 'claimants'>,
  directory: string,
  { storesWith, ...context }: TakeBackContext,
): Promise<readonly Publication[]> {
  if (publications.length === 0) return [];
  const journal = new JobJournal();
  journal.openIn(directory);
  const claimant = randomUUID();
  journal.takingBack(claimant);
  const job = { ...context, storeFor: storesWith(journal) };
  const left: Publication[] = [];
  for (const publication of publications) {
    const claimed = {
      ...{ publication, claimant, dead: [publication.attempt, ...claimants] },
      onPassedOver: (silent: string) => journal.passedOver(silent),
    };
    try {
      await takeBackPublication(claimed, { logs: directory, tmp: directory }, job);
    } catch (error) {
      job.signal.throwIfAborted();
      const where = formatLocation(publication.outputManifest);
      const message = `what a killed job left of ${where} could not be taken back: ${(error as Error).message}`;
      job.emit({ type: 'warning', message });
      left.push(publication);
    }
  }
  return left;
}

interface ClaimedPublication {
  readonly publication: Publication;
  readonly claimant: string;
  /** The attempt that published, those that it passed over, and those that were killed as they took it back. */
  readonly dead: readonly string[];
  readonly onPassedOver: (attempt: string) => void;
}

/** The SDK is loaded only where there is something to abort. */
async function unabortedUploads(
  uploads: Pick<Leftovers, 'uploads' | 'intendedUploads'>,
  env: NodeJS.ProcessEnv,
): Promise<Pick<Leftovers, 'uploads' | 'intendedUploads'>> {
  if (uploads.uploads.length + uploads.intendedUploads.length === 0) return uploads;
  const { abortUploads } = await import('../stores/s3-abort-uploads.ts');
  return abortUploads(env, uploads);
}

/** With the claim in hand, so that no attempt publishes there at the same time. */
async function takeBackPublication(
  { publication, claimant, dead, onPassedOver }: ClaimedPublication,
  directories: ClaimDirectories,
  job: ClaimContext,
): Promise<void> {
  const { attempt, outputManifest, objects } = publication;
  if (isProbe(publication)) return removeProbe(publication, directories, job);
  const isDead = (attempt: string) => dead.includes(attempt);
  const holder = await Claim.holder(outputManifest, directories, job);
  const isClaimed = holder !== undefined && isDead(holder);
  if (holder === undefined) await Claim.removeRest(outputManifest, dead, directories, job);
  if (!isClaimed && (await findAll(objects, job)).length === 0) return;

  const claim = await Claim.take(outputManifest, claimant, directories, job, {
    isDead,
    onPassedOver,
  });
  try {
    // Killed just after its last step: the set is complete.
    if ((await attemptThatPublished(outputManifest, directories.tmp, job)) === attempt) return;
    const removable = await removableOf(publication, directories.tmp, job);
    const doubtful = objects.filter((object) => !removable.includes(object));
    (await findAll(doubtful, job)).forEach((object) => leave(object, job));
    for (const object of await findAll(removable, job)) {
      claim.assertHeld();
      await object.retract();
      job.emit({ type: 'rolled-back', location: object.location });
    }
  } finally {
    await claim.release();
  }
}

async function removeProbe(
  publication: Publication,
  directories: ClaimDirectories,
  job: ClaimContext,
): Promise<void> {
  const removable = await removableOf(publication, directories.tmp, job);
  for (const object of await findAll(removable, job)) {
    await object.retract();
    job.emit({ type: 'rolled-back', location: object.location });
  }
}

/** A complete set that a journal names by mistake, or a journal that someone planted. */
function leave({ location }: PublishedObject, { emit }: ClaimContext): void {
  const message = `${formatLocation(location)} was left: a killed job's journal lists it, but an output manifest lists it too, or its mark is of another set. Remove it yourself if it is not complete`;
  emit({ type: 'warning', message });
}

/** Those that are there as the dead attempt wrote them; others' are not touched. */
async function findAll(
  objects: readonly MarkedObject[],
  { storeFor }: ClaimContext,
): Promise<readonly PublishedObject[]> {
  const limit = pLimit(REQUESTS_AT_ONCE);
  const found = await Promise.all(
    objects.map((object) =>
      limit(async () => (await storeFor(object.location)).findMarked(object)),
    ),
  );
  return found.filter((object) => object !== undefined);
}
