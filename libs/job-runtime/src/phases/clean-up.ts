import type { EventSink } from '../events.ts';
import { removeScratch, type Scratch } from '../scratch/scratch.ts';

/** Removes the scratch directory. A job that has done its work does not fail for what it cannot remove. */
export async function cleanUp(scratch: Scratch, emit: EventSink): Promise<void> {
  try {
    await removeScratch(scratch);
  } catch (error) {
    emit({
      type: 'warning',
      message: `the scratch directory ${scratch.root} was not removed: ${(error as Error).message}`,
    });
  }
}
