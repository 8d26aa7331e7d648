import type { BatchClient, JobState, JobStatus, JobSummary } from '@joblayer/aws-batch';

/**
 * How a job is doing. Two states are of this machine only, where jobs are run by a process that can be killed:
 * - `NOT_STARTED`: it was not started, and will not be;
 * - `LOST`: it was started, and nothing states how it ended.
 */
export type ServiceStatus = JobStatus | 'NOT_STARTED' | 'LOST';

export type ServiceJob = Omit<JobSummary, 'status'> & { readonly status: ServiceStatus };
export type ServiceJobState = Omit<JobState, 'status'> & { readonly status: ServiceStatus };

type OfBatch = Pick<BatchClient, 'submit' | 'terminate' | 'logLines' | 'lastLogLines'>;

/** What runs jobs: AWS Batch, or this machine. The methods are those of `BatchClient`. */
export interface JobService extends OfBatch {
  job(id: string): Promise<ServiceJobState | undefined>;
  jobs(ids: readonly string[]): Promise<readonly ServiceJobState[]>;
  jobsByName(queue: string, name: string): Promise<readonly ServiceJob[]>;
  children(arrayJobId: string, status?: JobStatus): Promise<readonly ServiceJob[]>;
}

/** Whether a job changes no more. */
export const hasEnded = (status: ServiceStatus): boolean =>
  status === 'SUCCEEDED' || status === 'FAILED' || status === 'NOT_STARTED' || status === 'LOST';
