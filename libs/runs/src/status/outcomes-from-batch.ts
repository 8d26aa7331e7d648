import { JOB_STATUSES } from '@joblayer/aws-batch';
import { hasEnded, type JobService, type ServiceJobState } from '../job-service.ts';
import { outcomeOfJob } from './outcome-of-job.ts';
import type { RowOutcome } from './row-state.ts';

/** The id of the job of one row of a chunk. */
export const jobIdOfRow = (jobId: string, position: number, rows: number): string =>
  rows === 1 ? jobId : `${jobId}:${position}`;

/** The outcomes of a chunk's rows, in order, from a job that Batch knows. */
export async function outcomesFromBatch(
  batch: JobService,
  job: ServiceJobState,
  rows: number,
): Promise<readonly RowOutcome[]> {
  if (rows === 1) return [outcomeOfJob(job)];
  const found = await childOutcomes(batch, job);
  const positions = Array.from({ length: rows }, (_, position) => position);
  return positions.map((position) => found.get(position) ?? outcomeOfChildless(job));
}

/**
 * The children by position. Only states that have children are listed, all at the same time. A
 * child that changes its state meanwhile may be in no list, and is described on its own.
 */
async function childOutcomes(
  batch: JobService,
  { id, statusSummary, arraySize = 0 }: ServiceJobState,
): Promise<Map<number, RowOutcome>> {
  const states = JOB_STATUSES.filter((status) => (statusSummary[status] ?? 0) > 0);
  const lists =
    states.length === 0
      ? [await batch.children(id)]
      : await Promise.all(states.map((status) => batch.children(id, status)));
  // Of two sightings the later state counts: JOB_STATUSES has the order of a job's life.
  const found = new Map<number, RowOutcome>();
  for (const child of lists.flat()) found.set(positionOf(child), outcomeOfJob(child));
  const made = states.reduce((sum, status) => sum + (statusSummary[status] ?? 0), 0);
  if (found.size < Math.min(made, arraySize)) {
    const positions = Array.from({ length: arraySize }, (_, position) => position);
    const missing = positions.filter((position) => !found.has(position));
    const described = await batch.jobs(missing.map((position) => `${id}:${position}`));
    for (const child of described) found.set(positionOf(child), outcomeOfJob(child));
  }
  return found;
}

const positionOf = ({ id, index }: Pick<ServiceJobState, 'id' | 'index'>): number =>
  index ?? Number(id.slice(id.lastIndexOf(':') + 1));

/** The outcome of a child that was not made: the array still waits, or never began. */
const outcomeOfChildless = (job: ServiceJobState): RowOutcome => {
  if (hasEnded(job.status)) return outcomeOfJob(job);
  return { state: 'waiting', ...(job.statusReason !== undefined && { reason: job.statusReason }) };
};
