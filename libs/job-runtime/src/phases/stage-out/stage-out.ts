import { TransferProgress } from '../../log/progress.ts';
import { Lease } from '../../publish/lease.ts';
import { filesOf } from '../../publish/output-files.ts';
import { isUnclear, Publication } from '../../publish/publication.ts';
import { PublishingMarks } from '../../publish/publishing-marks.ts';
import { UnfinishedSet } from '../../publish/unfinished-set.ts';
import { UnclearManifest } from './commit-manifest.ts';
import { publishOutputs, type Publishing } from './publish-outputs.ts';

/**
 * Publishes all outputs, or none. First it transfers everything without making it visible. Then it takes the lease on
 * the output location, makes the outputs visible, and writes the output manifest, whose presence means complete. If
 * the job fails or is stopped before that, all that was published is rolled back.
 *
 * @throws AlreadyComplete if another attempt has published the same meanwhile
 */
export async function stageOut(publishing: Publishing): Promise<void> {
  const { plan, outputs, attempt, journal, captured, job } = publishing;
  const { outputManifest } = plan;
  const files = await filesOf(plan.outputs, outputs, captured);
  const uncaptured = files.filter(({ write }) => !write);
  const progress = new TransferProgress('stage-out', uncaptured, job.emit);
  const publication = new Publication(job);
  const marks = new PublishingMarks({ attempt, outputManifest }, journal, job);
  const unfinished = new UnfinishedSet(outputManifest, job);
  let lease: Lease | undefined;
  // While this is false, the journal keeps the attempt: the next job on this host may have to roll it back.
  let isSettled = false;
  let isLeaseAsked = false;
  try {
    captured.handOver();
    await publication.prepare(files, progress.add);
    // If the job is killed from here on, the next one on this host rolls back what is visible.
    journal.publishing({ attempt, outputManifest, objects: publication.objects });
    await marks.write(files);
    isLeaseAsked = true;
    lease = await Lease.take(outputManifest, attempt, job, {
      onPassedOver: (silent) => journal.passedOver(silent),
    });
    await publishOutputs(publishing, { files, publication, unfinished }, lease);
    isSettled = true;
  } catch (error) {
    if (error instanceof UnclearManifest) throw error.cause;
    const isGone = await publication.rollBack(job.emit, !lease?.isLost);
    // A list that stays is harmless: the next attempt looks for files that are gone.
    if (isGone && lease && !lease.isLost) await unfinished.rolledBack(lease).catch(() => undefined);
    const mayHoldLease = !lease && isLeaseAsked && isUnclear(error);
    isSettled = isGone && (!mayHoldLease || (await leftNoLease(publishing)));
    throw error;
  } finally {
    progress.stop();
    const warnOf = (problem: string) => (error: unknown) => {
      isSettled = false;
      job.emit({ type: 'warning', message: `${problem}: ${String(error)}` });
    };
    await lease?.release().catch(warnOf('the lease was not removed'));
    if (isSettled) await marks.remove().catch(warnOf('a mark was not removed'));
    // A lost lease is not removed here, and may have no holder: the journal keeps its entry.
    if (isSettled && !lease?.isLost) journal.publicationEnded(attempt);
  }
}

/** Whether this attempt certainly holds no lease, after an unclear attempt to take it. */
async function leftNoLease({ plan, attempt, job }: Publishing): Promise<boolean> {
  const holder = await Lease.holder(plan.outputManifest, job).catch(() => attempt);
  return holder !== attempt;
}
