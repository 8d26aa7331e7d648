import { formatLocation, type Location } from '@joblayer/object-store/location';
import type { EventSink } from '../job/events.ts';
import type { JobContext } from '../job/job.ts';
import type { JobJournal } from '../scratch/job-journal.ts';
import { locationsOf } from '../scratch/leftovers.ts';
import { leaveJournal, removeScratch, type Scratch } from '../scratch/scratch.ts';

/**
 * Removes the scratch directory. Its journal stays if something could not be rolled back, for example because the
 * network was lost: the next job reads it. A file that cannot be removed is a warning, because the job's work is
 * done.
 */
export async function cleanUp(
  scratch: Scratch,
  journal: JobJournal,
  emit: EventSink,
): Promise<void> {
  const left = locationsOf(journal.leftovers);
  if (left.length > 0) {
    const message = `the job could not roll back ${left.join(', ')}; the next job with this scratch directory does it`;
    emit({ type: 'warning', message });
  }
  try {
    await (left.length > 0 ? leaveJournal : removeScratch)(scratch);
  } catch (error) {
    emit({
      type: 'warning',
      message: `the scratch directory ${scratch.root} was not removed: ${(error as Error).message}`,
    });
  }
}

/** Removes the output manifest of a job whose outputs must stand alone. A manifest that stays is a warning. */
export async function removeManifest(location: Location, job: JobContext): Promise<void> {
  try {
    await (await job.storeFor(location)).remove(location);
  } catch (error) {
    const message = `the output manifest ${formatLocation(location)} was not removed: ${(error as Error).message}`;
    job.emit({ type: 'warning', message });
  }
}
