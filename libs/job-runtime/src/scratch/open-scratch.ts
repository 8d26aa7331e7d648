import type { EventSink } from '../job/events.ts';
import { createScratch, removeScratch, type Scratch } from './scratch.ts';
import { sweepOrphans, type SweepOptions } from './sweep.ts';
import type { JobJournal } from './job-journal.ts';

/** The longest time that a job spends on what killed jobs left, before it begins its own work. */
const SWEEP_MS = 60_000;

export interface ScratchContext {
  readonly emit: EventSink;
  readonly signal: AbortSignal;
  readonly journal: JobJournal;
  readonly rollBack: SweepOptions['rollBack'];
}

/**
 * Removes what killed jobs left below `base`, which frees space. Then makes this job's directory with its journal.
 *
 * @throws JobError if `base` cannot be used
 */
export async function openScratch(
  base: string,
  { emit, signal, journal, rollBack }: ScratchContext,
): Promise<Scratch> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(SWEEP_MS)]);
  await sweepOrphans(base, { rollBack, emit, signal: bounded });
  signal.throwIfAborted();
  return openUnswept(base, journal);
}

/**
 * Makes a job's directory with its journal, without a sweep.
 *
 * @throws JobError if `base` cannot be used
 */
export async function openUnswept(base: string, journal: JobJournal): Promise<Scratch> {
  const scratch = await createScratch(base);
  try {
    journal.openIn(scratch.root);
    return scratch;
  } catch (error) {
    await removeScratch(scratch);
    throw error;
  }
}
