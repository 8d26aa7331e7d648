import type { CancelJobRequest, TerminateJobRequest } from '@aws-sdk/client-batch';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import { hasEnded, type Job } from '../model/job.ts';

const hasStarted = ({ status }: Job) => status === 'STARTING' || status === 'RUNNING';

/**
 * Cancels what has not started. A job that is STARTING or RUNNING goes on, and the call succeeds.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_CancelJob.html
 */
export function cancelJob({ jobs }: Batch, { jobId, reason }: CancelJobRequest) {
  const job = checked(jobId, reason) ? jobs.find(jobId ?? '') : undefined;
  // Batch does not report an unknown job here.
  if (job && !hasEnded(job)) {
    if (job.children) job.statusReason = reason;
    for (const each of job.children ?? [job]) {
      if (hasEnded(each) || hasStarted(each)) continue;
      each.isCancelled = true;
      jobs.setStatus(each, 'FAILED', reason);
    }
  }
  return {};
}

/**
 * Cancels what has not started, and stops the rest: SIGTERM, and SIGKILL 30 s later.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html
 */
export function terminateJob({ jobs }: Batch, { jobId, reason }: TerminateJobRequest) {
  const job = checked(jobId, reason) ? jobs.find(jobId ?? '') : undefined;
  if (job && !hasEnded(job)) {
    if (job.children) {
      job.isTerminated = true;
      job.statusReason = reason;
    }
    for (const each of job.children ?? [job]) {
      if (hasEnded(each)) continue;
      each.isTerminated = true;
      each.statusReason = reason;
      if (each.stop) each.stop();
      else jobs.setStatus(each, 'FAILED', reason);
    }
  }
  return {};
}

function checked(jobId: string | undefined, reason: string | undefined): true {
  if (!jobId) throw clientError('jobId must not be empty');
  if (!reason) throw clientError('reason must not be empty');
  return true;
}
