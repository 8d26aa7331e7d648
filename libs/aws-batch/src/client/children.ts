import { type JobState, type JobStatus, type JobSummary, JOB_STATUSES } from './job-state.ts';

interface Calls {
  /** ListJobs gives the children in one state only. Without a state, those that run. */
  readonly inState: (status: JobStatus) => Promise<readonly JobSummary[]>;
  readonly jobs: (ids: readonly string[]) => Promise<readonly JobState[]>;
}

/**
 * All children of an array, by their index. The states are listed in the order that a child passes
 * through, and of two sightings the later one counts. So a child that moves on between two calls is
 * not lost. One that goes back for another attempt can be missed: those are described one by one.
 */
export async function allChildren(arrayJobId: string, calls: Calls): Promise<JobSummary[]> {
  const found = new Map<number, JobSummary>();
  const add = (children: readonly JobSummary[]) =>
    children.forEach((child) => found.set(indexOf(child), child));
  for (const status of JOB_STATUSES) add(await calls.inState(status));
  const [parent] = await calls.jobs([arrayJobId]);
  const made = Object.values(parent?.statusSummary ?? {}).reduce((sum, count) => sum + count, 0);
  if (parent?.arraySize !== undefined && found.size < Math.min(made, parent.arraySize)) {
    const indices = Array.from({ length: parent.arraySize }, (_, index) => index);
    const missing = indices.filter((index) => !found.has(index));
    add(await calls.jobs(missing.map((index) => `${arrayJobId}:${index}`)));
  }
  return byIndex(found.values());
}

/** In the order of their index. */
export const byIndex = (children: Iterable<JobSummary>): JobSummary[] =>
  [...children].toSorted((a, b) => indexOf(a) - indexOf(b));

/** The index of a child. Its id has it, too: `…:17`. */
const indexOf = ({ id, index }: JobSummary): number =>
  index ?? Number(id.slice(id.lastIndexOf(':') + 1));
