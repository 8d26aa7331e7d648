import type { JobStore } from '../model/job-store.ts';
import type { Job } from '../model/job.ts';
import { isRetried } from './retry.ts';
import type { AttemptEnd, RunAttempt } from './runner.ts';

const TIMED_OUT = 'Job attempt duration exceeded timeout';

/**
 * Takes a runnable job through one attempt: STARTING, RUNNING, and then SUCCEEDED, FAILED, or
 * RUNNABLE again. https://docs.aws.amazon.com/batch/latest/userguide/job_states.html
 */
export async function runOnce(job: Job, jobs: JobStore, runAttempt: RunAttempt): Promise<void> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isTimedOut = false;
  const seconds = job.request.timeout?.attemptDurationSeconds;
  job.stop = () => stopping.abort();
  jobs.setStatus(job, 'STARTING', undefined);

  const onRunning = (container: AttemptEnd['container']) => {
    job.startedAt = Date.now();
    job.latest = container;
    jobs.setStatus(job, 'RUNNING', job.isTerminated ? job.statusReason : undefined);
    if (seconds === undefined) return;
    timer = setTimeout(() => {
      isTimedOut = true;
      stopping.abort();
    }, seconds * 1000);
  };

  const end = await runAttempt(job, job.attempts.length + 1, onRunning, stopping.signal);
  clearTimeout(timer);
  job.stop = undefined;
  conclude(job, jobs, isTimedOut ? { ...end, statusReason: TIMED_OUT } : end, isTimedOut);
}

function conclude(job: Job, jobs: JobStore, end: AttemptEnd, isTimedOut: boolean): void {
  const { exitCode, reason } = end;
  const statusReason = job.isTerminated ? job.statusReason : end.statusReason;
  const container = {
    ...end.container,
    ...(exitCode !== undefined && { exitCode }),
    ...(reason !== undefined && { reason }),
  };
  job.latest = container;
  job.attempts.push({
    container,
    ...(job.startedAt !== undefined && { startedAt: job.startedAt }),
    stoppedAt: Date.now(),
    ...(statusReason !== undefined && { statusReason }),
  });
  if (exitCode === 0 && !job.isTerminated) {
    return jobs.setStatus(job, 'SUCCEEDED', statusReason);
  }
  // A job that was terminated or ran out of its time is not retried:
  // https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html
  const isFinal = job.isTerminated || isTimedOut;
  if (isFinal || !isRetried(job.request.retryStrategy, job.attempts.length, end)) {
    return jobs.setStatus(job, 'FAILED', statusReason);
  }
  job.startedAt = undefined;
  job.isHostLost = false;
  jobs.setStatus(job, 'RUNNABLE', statusReason);
}
