import type { JobSummary, KeyValuesPair, ListJobsRequest } from '@aws-sdk/client-batch';
import { nameIn } from '../model/arn.ts';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import type { Job } from '../model/job.ts';
import { pageOf } from './check.ts';
import { isVisible } from './describe.ts';
import { queueOf } from './queues.ts';

const MOST = 1000;
const MOST_FILTERED = 100;

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ListJobs.html */
export function listJobs(batch: Batch, request: ListJobsRequest) {
  const { jobQueue, arrayJobId, multiNodeJobId, filters = [], nextToken, maxResults } = request;
  if ([jobQueue, arrayJobId, multiNodeJobId].filter(Boolean).length !== 1)
    throw clientError('Exactly one of jobQueue, arrayJobId, multiNodeJobId must be provided');
  if (filters.length > 1) throw clientError('Only one filter can be used at a time');
  const chosen = arrayJobId === undefined ? inQueue(batch, request) : childrenOf(batch, request);
  const most = arrayJobId === undefined && filters.length > 0 ? MOST_FILTERED : MOST;
  const size = Math.max(1, Math.min(maxResults ?? most, most));
  const visible = chosen.filter((job) => isVisible(batch, job));
  const { page, ...rest } = pageOf(visible, nextToken, size);
  return { jobSummaryList: page.map(summaryOf), ...rest };
}

/** A filter does not apply to an array's children. */
function childrenOf({ jobs }: Batch, { arrayJobId = '', jobStatus }: ListJobsRequest) {
  const children = jobs.find(arrayJobId)?.children ?? [];
  return children.filter(({ status }) => status === (jobStatus ?? 'RUNNING'));
}

/** The most recent first. An array is one entry. */
function inQueue(batch: Batch, { jobQueue, filters, jobStatus }: ListJobsRequest): readonly Job[] {
  const { jobQueueArn } = queueOf(batch, jobQueue);
  const jobs = batch.jobs.all.filter(({ request }) => request.queueArn === jobQueueArn);
  const [filter] = filters ?? [];
  const byStatus = (job: Job) => job.status === (jobStatus ?? 'RUNNING');
  if (!filter) return jobs.filter(byStatus).toReversed();
  const found = jobs.filter((job) => matches(job, filter)).toReversed();
  return filter.name === 'SHARE_IDENTIFIER' && jobStatus ? found.filter(byStatus) : found;
}

function matches({ request, createdAt }: Job, { name, values = [] }: KeyValuesPair): boolean {
  switch (name) {
    case 'JOB_NAME':
      return values.some((value) => glob(value.toLowerCase(), request.name.toLowerCase()));
    case 'JOB_DEFINITION':
      return values.some((value) =>
        value.startsWith('arn:')
          ? value === request.definitionArn
          : glob(nameIn('job-definition', value), request.definitionName),
      );
    case 'BEFORE_CREATED_AT':
      return values.some((value) => createdAt < Number(value));
    case 'AFTER_CREATED_AT':
      return values.some((value) => createdAt > Number(value));
    case 'SHARE_IDENTIFIER':
      return values.some((value) => glob(value, request.shareIdentifier ?? ''));
    default:
      throw clientError(`${name} is not a filter of ListJobs`);
  }
}

const glob = (pattern: string, text: string): boolean =>
  pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;

function summaryOf(job: Job): JobSummary {
  const { request, latest, children, parent, index } = job;
  return {
    jobArn: job.arn,
    jobId: job.id,
    jobName: request.name,
    createdAt: job.createdAt,
    status: job.status,
    statusReason: job.statusReason,
    startedAt: job.startedAt,
    stoppedAt: job.stoppedAt,
    shareIdentifier: request.shareIdentifier,
    jobDefinition: request.definitionArn,
    ...(latest && { container: { exitCode: latest.exitCode, reason: latest.reason } }),
    ...(children && { arrayProperties: { size: children.length } }),
    ...(parent && { arrayProperties: { index } }),
    isCancelled: job.isCancelled,
    isTerminated: job.isTerminated,
  };
}
