import type { AttemptDetail, JobDetail, JobSummary as AwsSummary } from '@aws-sdk/client-batch';
import type { JobAttempt, JobState, JobSummary } from './job-state.ts';

/** Undefined if the response lacks the id or the state of the job. */
export function summaryOf(job: AwsSummary): JobSummary | undefined {
  if (job.jobId === undefined || job.status === undefined) return undefined;
  return {
    ...common(job),
    id: job.jobId,
    status: job.status,
    exitCode: job.container?.exitCode,
    reason: job.container?.reason,
  };
}

/** Undefined if the response lacks the id or the state of the job. */
export function stateOf(job: JobDetail): JobState | undefined {
  if (job.jobId === undefined || job.status === undefined) return undefined;
  const attempts = (job.attempts ?? []).map(attemptOf);
  const last = attempts.at(-1);
  const { container } = job;
  return {
    ...common(job),
    id: job.jobId,
    status: job.status,
    exitCode: container?.exitCode ?? last?.exitCode,
    reason: container?.reason ?? last?.reason,
    logStream: container?.logStreamName ?? last?.logStream,
    logGroup: container?.logConfiguration?.options?.['awslogs-group'],
    attempts,
    statusSummary: job.arrayProperties?.statusSummary ?? {},
    tags: job.tags ?? {},
    queue: job.jobQueue,
    definition: job.jobDefinition,
  };
}

const common = (job: AwsSummary | JobDetail) => ({
  name: job.jobName ?? '',
  statusReason: job.statusReason,
  index: job.arrayProperties?.index,
  arraySize: job.arrayProperties?.size,
  createdAtMs: job.createdAt,
  startedAtMs: job.startedAt,
  stoppedAtMs: job.stoppedAt,
});

const attemptOf = ({ container, ...attempt }: AttemptDetail): JobAttempt => ({
  exitCode: container?.exitCode,
  reason: container?.reason,
  statusReason: attempt.statusReason,
  logStream: container?.logStreamName,
  startedAtMs: attempt.startedAt,
  stoppedAtMs: attempt.stoppedAt,
});
