import type { ListJobsCommandInput } from '@aws-sdk/client-batch';
import type { JobState, JobSummary } from './job-state.ts';

/**
 * DescribeJobs of moto lacks the attempts and the exit code; its ListJobs has the code. AWS
 * describes the attempts, so this makes no call there.
 */
export async function withListedExitCode(
  job: JobState,
  list: (input: ListJobsCommandInput) => Promise<readonly JobSummary[]>,
): Promise<JobState> {
  const { id, status, exitCode, attempts, queue } = job;
  if (status !== 'FAILED' || exitCode !== undefined) return job;
  if (attempts.length > 0 || queue === undefined) return job;
  const failed = await list({ jobQueue: queue, jobStatus: 'FAILED' });
  return { ...job, exitCode: failed.find((each) => each.id === id)?.exitCode };
}
