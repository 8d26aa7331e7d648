import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchClient } from '../client/batch-client.ts';
import { batchProblem } from '../problems.ts';
import { checkRequest } from './check-request.ts';
import type { JobRequest } from './job-request.ts';
import { RUN_TAG } from './tags.ts';

type Calls = Pick<BatchClient, 'submit' | 'jobs' | 'jobsByName'>;

/** ListJobs shows a job some seconds after its submission. */
const LOOKS = 6;
const LOOK_EVERY_MS = 2000;

/**
 * Submits a job of a run. If the response is lost, it looks for the job by its name, and does not
 * submit a second one.
 *
 * @param request its name is unique within the run, and its tags name the run
 * @returns the job's id
 * @throws ProblemError `submission-unknown` if the job cannot be found either
 */
export async function submitOnce(
  batch: Calls,
  request: JobRequest,
  { lookEveryMs = LOOK_EVERY_MS } = {},
): Promise<string> {
  checkRequest(request);
  try {
    return await batch.submit(request);
  } catch (error) {
    if (!batchProblem.is(error, 'submission-unknown')) throw error;
    for (let look = 0; look < LOOKS; look += 1) {
      await sleep(lookEveryMs);
      const id = await submittedJob(batch, request);
      if (id !== undefined) return id;
    }
    throw error;
  }
}

/**
 * The id of a job that was submitted for a run before; undefined if Batch shows none. Other runs
 * may have jobs of the same name, so the run's tag decides.
 */
export async function submittedJob(
  batch: Pick<Calls, 'jobs' | 'jobsByName'>,
  { queue, name, tags = {} }: Pick<JobRequest, 'queue' | 'name' | 'tags'>,
): Promise<string | undefined> {
  const named = await batch.jobsByName(queue, name);
  const jobs = await batch.jobs(named.map(({ id }) => id));
  return jobs.find((job) => job.tags[RUN_TAG] === tags[RUN_TAG])?.id;
}
