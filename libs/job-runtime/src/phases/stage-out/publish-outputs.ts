import { totalBytes, type PendingWrite } from '@joblayer/object-store';
import { formatLocation, isDirectoryLocation } from '@joblayer/object-store/location';
import { AlreadyComplete } from '../../job/already-complete.ts';
import { JobError } from '../../job/errors.ts';
import type { JobContext } from '../../job/job.ts';
import type { Lease } from '../../publish/lease.ts';
import { removeOlderFiles } from '../../publish/older-files.ts';
import { group, type OutputFile, type PublishedOutput } from '../../publish/output-files.ts';
import type { Publication } from '../../publish/publication.ts';
import {
  differenceFrom,
  findManifest,
  isSameManifest,
  listedBy,
  type PublishedFile,
} from '../../publish/published-set.ts';
import type { UnfinishedSet } from '../../publish/unfinished-set.ts';
import type { JobJournal } from '../../scratch/job-journal.ts';
import type { Located } from '../preflight/preflight.ts';
import type { ToolRun } from '../run/tool-run.ts';
import { commitManifest } from './commit-manifest.ts';

/** What is needed to publish a set of outputs. */
export interface Publishing extends ToolRun {
  readonly attempt: string;
  readonly journal: JobJournal;
  readonly found: Located;
  readonly job: JobContext;
  /** Prepares the output manifest of what was published. */
  readonly writeManifest: (outputs: readonly PublishedOutput[]) => Promise<PendingWrite>;
}

/** Outputs that are transferred but not visible yet. */
interface Prepared {
  readonly files: readonly OutputFile[];
  readonly publication: Publication;
  readonly unfinished: UnfinishedSet;
}

/**
 * Makes the outputs visible, then writes the output manifest, whose presence means complete. Call it while the lease
 * is held.
 *
 * @throws AlreadyComplete if another attempt has published the same
 * @throws UnclearManifest if the manifest may be there
 */
export async function publishOutputs(
  publishing: Publishing,
  { files, publication, unfinished }: Prepared,
  lease: Lease,
): Promise<void> {
  const { plan, found, job } = publishing;
  const location = plan.outputManifest;
  const before = found.manifestBefore;
  if (!isSameManifest(before, await findManifest(location, job.storeFor))) {
    throw await lostRace(publishing);
  }
  const left = await unfinished.read();
  // If a file has two entries, the later one counts.
  const older = [...left.older, ...(before.object ? await filesBefore(publishing) : [])];
  const objects = [...left.objects, ...publication.objects];
  // The next attempt overwrites single files. Files in a directory would stay if they were not listed.
  const mayStay = older.length + left.objects.length > 0 || files.some(isInDirectory);
  if (mayStay) await unfinished.write({ older, objects }, lease);
  // The manifest lists outputs that are about to be replaced. If it stayed, an interrupted replacement would look
  // complete.
  if (before.object) {
    const store = await job.storeFor(location);
    await store.remove(location, { beforeEachTry: lease.assertHeld });
  }
  const outputs = group(plan.outputs, files, await publication.commit(lease));
  const manifest = await publishing.writeManifest(outputs);
  try {
    lease.assertHeld();
    job.signal.throwIfAborted();
  } catch (error) {
    await manifest.discard();
    throw error;
  }
  // From here on no signal stops the job: it has succeeded.
  await commitManifest(manifest, before.isKnown, job);
  for (const { name, location, objects } of outputs) {
    const sizeBytes = totalBytes(objects);
    job.emit({ type: 'output-published', output: name, location, sizeBytes });
  }
  job.emit({ type: 'output-manifest-written', location });
  const { inputs } = found;
  const sets = { before: older, unfinished: left.objects, now: outputs, planned: plan.outputs };
  await removeOlderFiles({ ...sets, inputs }, lease, job);
  await unfinished.remove(lease).catch((error: unknown) => {
    job.emit({
      type: 'warning',
      message: `the list of unfinished files was not removed: ${String(error)}`,
    });
  });
}

const isInDirectory = ({ output }: OutputFile): boolean => isDirectoryLocation(output.location);

/** The files that the output manifest lists and this job replaces. */
async function filesBefore({
  plan: { outputManifest },
  job,
}: Publishing): Promise<readonly PublishedFile[]> {
  try {
    return await listedBy(outputManifest, job);
  } catch (error) {
    job.signal.throwIfAborted();
    const message = `${formatLocation(outputManifest)} could not be read, so files of the older set of outputs may stay: ${(error as Error).message}`;
    job.emit({ type: 'warning', message });
    return [];
  }
}

/** Another attempt was first. If it published the same, nothing is left to do. */
async function lostRace({ plan, found, job }: Publishing): Promise<Error> {
  const location = plan.outputManifest;
  const because = await differenceFrom(plan, found.identity, job);
  if (because === undefined) return new AlreadyComplete(location, true);
  return new JobError({
    code: 'cannot-write-output',
    kind: 'already-exists',
    problem: `another job published other outputs here while this one ran: ${because}`,
    advice: 'Give each job its own output location; nothing of this one was published.',
    location,
  });
}
