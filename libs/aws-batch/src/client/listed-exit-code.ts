import type { ListJobsCommandInput } from '@aws-sdk/client-batch';
import type { JobState, JobSummary } from './job-state.ts';

/**
 * DescribeJobs of moto lacks the exit code of attempts; its ListJobs has it. AWS describes the exit
 * code or the reason of each attempt, so this makes no call there.
 */
export async function withListedExitCode(
  job: JobState,
  list: (input: ListJobsCommandInput) => Promise<readonly JobSummary[]>,
): Promise<JobState> {
  const { id, status, exitCode, reason, queue } = job;
  if (status !== 'FAILED' || exitCode !== undefined) return job;
  if (reason !== undefined || queue === undefined) return job;
  const failed = await list({ jobQueue: queue, jobStatus: 'FAILED' });
  return { ...job, exitCode: failed.find((each) => each.id === id)?.exitCode };
}
