import type { EventSink } from '../job/events.ts';
import type { JobJournal } from '../scratch/job-journal.ts';
import { locationsOf } from '../scratch/leftovers.ts';
import { leaveJournal, removeScratch, type Scratch } from '../scratch/scratch.ts';

/**
 * Removes the scratch directory; all but its journal where something is left elsewhere that could not be rolled back,
 * as by a job that lost its network. A job that has done its work does not fail for what it cannot remove.
 */
export async function cleanUp(
  scratch: Scratch,
  journal: JobJournal,
  emit: EventSink,
): Promise<void> {
  const left = locationsOf(journal.leftovers);
  if (left.length > 0) {
    const message = `not all could be rolled back that the job had begun: the next job with this scratch directory does so: ${left.join(', ')}`;
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
