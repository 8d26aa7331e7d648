import { TransferProgress } from '../../log/progress.ts';
import { Lease } from '../../publish/lease.ts';
import { filesOf } from '../../publish/output-files.ts';
import { isUnclear, Publication } from '../../publish/publication.ts';
import { PublishingMarks } from '../../publish/publishing-marks.ts';
import { UnfinishedSet } from '../../publish/unfinished-set.ts';
import { UnclearManifest } from './commit-manifest.ts';
import { publishOutputs, type Publishing } from './publish-outputs.ts';

/**
 * Publishes all outputs, or none. First everything is transferred without becoming visible. Then, with the lease on
 * the output location, it is made visible, and the output manifest written, which means complete. Where anything
 * fails or stops the job before that, all that was published is rolled back.
 *
 * @throws AlreadyComplete where another attempt has published the same meanwhile
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
  // Until nothing is left but a complete set, or nothing at all, the journal tells the next job on this host.
  let isSettled = false;
  let isLeaseAsked = false;
  try {
    captured.handOver();
    await publication.prepare(files, progress.add);
    // Should the job be killed from here on, the next one on this host rolls back what is visible.
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
    // A list that stays does no harm: the next attempt looks for what is not there.
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
    // A lease that was lost is not removed here, and may be no one's.
    if (isSettled && !lease?.isLost) journal.publicationEnded(attempt);
  }
}

/** Whether a lease that could not be taken is certainly not there. */
async function leftNoLease({ plan, attempt, job }: Publishing): Promise<boolean> {
  const holder = await Lease.holder(plan.outputManifest, job).catch(() => attempt);
  return holder !== attempt;
}
