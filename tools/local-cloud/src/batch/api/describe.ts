import type { DescribeJobsRequest, JobDetail } from '@aws-sdk/client-batch';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import type { Job } from '../model/job.ts';

const MOST_JOBS = 100;

/** Unknown ids are left out, as Batch does. */
export function describeJobs(batch: Batch, { jobs: ids = [] }: DescribeJobsRequest) {
  if (ids.length === 0 || ids.length > MOST_JOBS)
    throw clientError(`DescribeJobs takes 1 to ${MOST_JOBS} job ids. Given: ${ids.length}`);
  const jobs = ids.flatMap((id) => batch.jobs.find(id) ?? []);
  return { jobs: jobs.filter((job) => isVisible(batch, job)).map(detailOf) };
}

/** Whether a list shows the job already. */
export const isVisible = ({ settings }: Batch, { createdAt }: Job): boolean =>
  Date.now() - createdAt >= settings.visibilityDelayMs;

function detailOf(job: Job): JobDetail {
  const { request, parent, children, index } = job;
  return {
    jobArn: job.arn,
    jobName: request.name,
    jobId: job.id,
    jobQueue: request.queueArn,
    status: job.status,
    statusReason: job.statusReason,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    stoppedAt: job.stoppedAt,
    shareIdentifier: request.shareIdentifier,
    schedulingPriority: request.schedulingPriority,
    attempts: job.attempts,
    retryStrategy: { evaluateOnExit: [], ...request.retryStrategy },
    dependsOn: [...request.dependsOn],
    jobDefinition: request.definitionArn,
    parameters: { ...request.parameters },
    container: { ...request.container, ...job.latest },
    ...(children && {
      arrayProperties: { size: children.length, statusSummary: { ...job.summary } },
    }),
    ...(parent && { arrayProperties: { index } }),
    timeout: request.timeout,
    // Children have no tags: https://docs.aws.amazon.com/batch/latest/APIReference/API_TagResource.html
    tags: parent ? {} : request.tags,
    propagateTags: request.propagateTags,
    platformCapabilities: [...request.platformCapabilities] as JobDetail['platformCapabilities'],
    isCancelled: job.isCancelled,
    isTerminated: job.isTerminated,
  };
}
