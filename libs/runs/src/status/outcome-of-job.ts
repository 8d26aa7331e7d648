import type { ServiceJob, ServiceJobState, ServiceStatus } from '../job-service.ts';
import type { RowOutcome, RowState } from './row-state.ts';

const STATES: Readonly<Record<ServiceStatus, RowState>> = {
  SUBMITTED: 'waiting',
  PENDING: 'waiting',
  RUNNABLE: 'waiting',
  STARTING: 'running',
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  NOT_STARTED: 'not-started',
  LOST: 'unknown',
};

/** https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html */
const OUT_OF_MEMORY = /^OutOfMemoryError/;

export const isOutOfMemory = (reason: string | undefined): boolean =>
  reason !== undefined && OUT_OF_MEMORY.test(reason);

/** The outcome of a row, as far as Batch lists it. The log is not read. */
export function outcomeOfJob(job: ServiceJob | ServiceJobState): RowOutcome {
  const { exitCode, startedAtMs, stoppedAtMs } = job;
  const reason = reasonOf(job);
  const outOfMemory = isOutOfMemory(job.reason);
  return {
    state: STATES[job.status],
    ...(exitCode !== undefined && { exitCode }),
    ...(reason !== undefined && { reason }),
    ...(outOfMemory && { outOfMemory }),
    ...('attempts' in job && job.attempts.length > 0 && { attempts: job.attempts.length }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(stoppedAtMs !== undefined && { stoppedAtMs }),
  };
}

/** The container agent's reason is the more precise one: `CannotPullContainerError: …`. */
const reasonOf = ({ reason, statusReason }: ServiceJob): string | undefined =>
  reason === undefined || reason === '' ? statusReason : reason;
