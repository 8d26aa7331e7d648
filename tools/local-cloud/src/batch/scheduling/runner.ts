import type { AttemptDetail } from '@aws-sdk/client-batch';
import type { Job } from '../model/job.ts';
import type { AttemptFacts } from './retry.ts';

/** The facts of an attempt that has ended, as DescribeJobs gives them. */
export interface AttemptEnd extends AttemptFacts {
  readonly container: NonNullable<AttemptDetail['container']>;
}

/** Runs the container of one attempt. Aborting the signal asks the container to end. */
export type RunAttempt = (
  job: Job,
  attempt: number,
  onRunning: (container: NonNullable<AttemptDetail['container']>) => void,
  signal: AbortSignal,
) => Promise<AttemptEnd>;
