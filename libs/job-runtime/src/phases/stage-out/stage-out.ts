import { type PendingWrite, totalBytes } from '@joblayer/object-store';
import { formatLocation, isDirectoryLocation } from '@joblayer/object-store/location';
import { JobError } from '../../job/errors.ts';
import type { JobContext } from '../../job/job.ts';
import type { JobJournal } from '../../scratch/job-journal.ts';
import type { CapturedOutputs } from '../../streams/captured-outputs.ts';
import { AlreadyComplete } from '../../job/already-complete.ts';
import { Claim } from '../../publish/lease.ts';
import {
  filesOf,
  group,
  type OutputFile,
  type PublishedOutput,
} from '../../publish/output-files.ts';
import type { Located } from '../preflight/preflight.ts';
import { TransferProgress } from '../../log/progress.ts';
import { findWritten, isUnclear, Publication } from '../../publish/publication.ts';
import { PublishingMarks } from '../../publish/publishing-marks.ts';
import { removeOlderFiles } from '../../publish/older-files.ts';
import { UnfinishedSet } from '../../publish/unfinished-set.ts';
import {
  differenceFrom,
  findManifest,
  isSameManifest,
  listedBy,
  type PublishedFile,
} from '../../publish/published-set.ts';
import type { JobPlan } from '../../job/job-plan.ts';

/** What a set of outputs is published under. */
export interface Publishing {
  readonly plan: JobPlan;
  readonly attempt: string;
  readonly journal: JobJournal;
  readonly found: Located;
  readonly captured: CapturedOutputs;
  /** Prepares the output manifest of what was published. */
  readonly writeManifest: (outputs: readonly PublishedOutput[]) => Promise<PendingWrite>;
}

/**
 * Publishes all outputs, or none. First everything is transferred without becoming visible. Then, with the claim
 * to this place, it is made visible, and the output manifest written, which means complete. Whatever fails or
 * stops the job before that takes back all that was published.
 *
 * @throws AlreadyComplete where another attempt has published the same meanwhile
 */
export async function stageOut(
  publishing: Publishing,
  paths: Readonly<Record<string, string>>,
  job: JobContext,
): Promise<void> {
  const { plan, attempt, journal, captured } = publishing;
  const files = await filesOf(plan.outputs, paths, captured);
  const publication = new Publication(job);
  const progress = new TransferProgress(
    'stage-out',
    files.filter(({ write }) => !write),
    job.emit,
  );
  const marks = new PublishingMarks({ attempt, outputManifest: plan.outputManifest }, journal, job);
  const unfinished = new UnfinishedSet(plan.outputManifest, job);
  let claim: Claim | undefined;
  // Until nothing is left but a complete set, or nothing at all, the journal tells the next job on this host.
  let isSettled = false;
  let isLeaseAsked = false;
  try {
    captured.handOver();
    await publication.prepare(files, progress.add);
    const { outputManifest } = plan;
    // Should the job be killed from here on, the next one on this host takes back what is visible.
    journal.publishing({ attempt, outputManifest, objects: publication.objects });
    await marks.write(files);
    isLeaseAsked = true;
    claim = await Claim.take(outputManifest, attempt, job, {
      onPassedOver: (silent) => journal.passedOver(silent),
    });
    await publish(publishing, { files, publication, unfinished }, claim, job);
    isSettled = true;
  } catch (error) {
    if (error instanceof UnclearManifest) throw error.cause;
    const isGone = await publication.takeBack(job.emit, !claim?.isLost);
    // A list that stays does no harm: the next attempt looks for what is not there.
    if (isGone && claim && !claim.isLost) await unfinished.rolledBack(claim).catch(() => undefined);
    isSettled =
      isGone &&
      (claim !== undefined ||
        !isLeaseAsked ||
        !isUnclear(error) ||
        (await leftNoClaim(publishing, job)));
    throw error;
  } finally {
    progress.stop();
    await claim?.release().catch((error: unknown) => {
      isSettled = false;
      job.emit({ type: 'warning', message: `the claim was not removed: ${String(error)}` });
    });
    if (isSettled) {
      await marks.remove().catch((error: unknown) => {
        isSettled = false;
        job.emit({ type: 'warning', message: `a mark was not removed: ${String(error)}` });
      });
    }
    // A claim that was lost is not removed here, and may be nobody's.
    if (isSettled && !claim?.isLost) journal.publicationEnded(attempt);
  }
}

/** Whether a claim that could not be taken is not there all the same, which is known for certain. */
async function leftNoClaim({ plan, attempt }: Publishing, job: JobContext): Promise<boolean> {
  const holder = await Claim.holder(plan.outputManifest, job).catch(() => attempt);
  return holder !== attempt;
}

/** Whether the output manifest was written, nobody can tell now: outputs are not taken back that it may vouch for. */
class UnclearManifest extends Error {}

interface Prepared {
  readonly files: readonly OutputFile[];
  readonly publication: Publication;
  readonly unfinished: UnfinishedSet;
}

/** Between taking the claim and releasing it. */
async function publish(
  { plan, found, writeManifest }: Publishing,
  { files, publication, unfinished }: Prepared,
  claim: Claim,
  job: JobContext,
): Promise<void> {
  const location = plan.outputManifest;
  const store = await job.storeFor(location);
  const before = found.manifestBefore;
  if (!isSameManifest(before, await findManifest(location, job.storeFor))) {
    throw await lostRace(plan, found, job);
  }
  const left = await unfinished.read();
  // Of two entries of one file, the later counts.
  const older = [...left.older, ...(before.object ? await filesBefore(plan, job) : [])];
  const objects = [...left.objects, ...publication.objects];
  // Single files are replaced by those of the next attempt. What lies in a directory may not be.
  const mayStay = older.length + left.objects.length > 0 || files.some(isInDirectory);
  if (mayStay) await unfinished.write({ older, objects }, claim);
  // It vouches for outputs that are about to be replaced: an interrupted replacement is not to look complete.
  if (before.object) await store.remove(location, { beforeEachTry: claim.assertHeld });
  const outputs = group(plan.outputs, files, await publication.commit(claim));
  const manifest = await writeManifest(outputs);
  try {
    claim.assertHeld();
    job.signal.throwIfAborted();
  } catch (error) {
    await manifest.discard();
    throw error;
  }
  // From here on the job has succeeded, whatever signal comes.
  await commitManifest(manifest, before.isKnown, job);
  for (const { name, location, objects } of outputs) {
    const sizeBytes = totalBytes(objects);
    job.emit({ type: 'output-published', output: name, location, sizeBytes });
  }
  job.emit({ type: 'output-manifest-written', location });
  const { inputs } = found;
  await removeOlderFiles(
    { before: older, unfinished: left.objects, now: outputs, planned: plan.outputs, inputs },
    claim,
    job,
  );
  await unfinished.remove(claim).catch((error: unknown) => {
    job.emit({ type: 'warning', message: `the list of unfinished files stays: ${String(error)}` });
  });
}

const isInDirectory = ({ output }: OutputFile): boolean => isDirectoryLocation(output.location);

/** What the output manifest lists that is about to be replaced. */
async function filesBefore(
  { outputManifest }: JobPlan,
  job: JobContext,
): Promise<readonly PublishedFile[]> {
  try {
    return await listedBy(outputManifest, job);
  } catch (error) {
    job.signal.throwIfAborted();
    const message = `${formatLocation(outputManifest)} could not be read, so files of the older set of outputs may stay: ${(error as Error).message}`;
    job.emit({ type: 'warning', message });
    return [];
  }
}

/** @throws UnclearManifest where it failed, and whether it is there cannot be found out */
async function commitManifest(
  manifest: PendingWrite,
  ifAbsent: boolean,
  job: JobContext,
): Promise<void> {
  try {
    await manifest.commit({ ifAbsent });
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const written = await findWritten(manifest, job).catch(() => {
      throw new UnclearManifest('', { cause: error });
    });
    if (!written) throw error;
  }
}

/** Another attempt was first. Where it published the same, there is nothing left to do. */
async function lostRace(plan: JobPlan, { identity }: Located, job: JobContext): Promise<Error> {
  const location = plan.outputManifest;
  const because = await differenceFrom(plan, identity, job);
  if (because === undefined) return new AlreadyComplete(location, true);
  return new JobError({
    code: 'cannot-write-output',
    kind: 'already-exists',
    problem: `another job published here while this one ran, and not the same: ${because}`,
    advice: 'Give each job its own output location; nothing of this one was published.',
    location,
  });
}
