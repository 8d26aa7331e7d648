import pLimit from 'p-limit';
import type { JobService, ServiceJobState } from '../job-service.ts';
import { failureOf } from './last-line.ts';
import { outcomeOfJob } from './outcome-of-job.ts';
import type { RowOutcome } from './row-state.ts';

/** CloudWatch Logs accepts some 25 such calls a second. */
const LOGS_AT_ONCE = 8;

/** The outcomes of failed jobs, with the last line of each, by job id. */
export async function failureDetails(
  batch: JobService,
  jobIds: readonly string[],
): Promise<ReadonlyMap<string, RowOutcome>> {
  if (jobIds.length === 0) return new Map();
  const limit = pLimit(LOGS_AT_ONCE);
  const jobs = await batch.jobs(jobIds);
  const details = await Promise.all(
    jobs.map((job) => limit(async () => [job.id, await detailOf(batch, job)] as const)),
  );
  return new Map(details);
}

async function detailOf(batch: JobService, job: ServiceJobState): Promise<RowOutcome> {
  const { logStream, logGroup } = job;
  // A job that never started has no log stream.
  const lines = logStream === undefined ? [] : await batch.lastLogLines(logStream, logGroup);
  return { ...outcomeOfJob(job), ...failureOf(job, lines) };
}
