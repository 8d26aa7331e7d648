import type {
  ComputeEnvironmentOrder,
  CreateJobQueueRequest,
  DeleteJobQueueRequest,
  DescribeJobQueuesRequest,
  UpdateJobQueueRequest,
} from '@aws-sdk/client-batch';
import { arnOf } from '../model/arn.ts';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import { hasEnded } from '../model/job.ts';
import type { Queue } from '../model/resources.ts';
import { nameOf, pageOf, within } from './check.ts';

export function createJobQueue(batch: Batch, request: CreateJobQueueRequest) {
  const name = nameOf('jobQueueName', request.jobQueueName);
  const { resources, place } = batch;
  if (resources.queues.has(name)) throw clientError('Object already exists');
  within('priority', request.priority, 0, 1000);
  resources.queues.set(name, {
    jobQueueName: name,
    jobQueueArn: arnOf(place, 'job-queue', name),
    state: request.state ?? 'ENABLED',
    status: 'VALID',
    statusReason: 'JobQueue Healthy',
    priority: request.priority,
    computeEnvironmentOrder: orderOf(batch, request.computeEnvironmentOrder),
    schedulingPolicyArn: request.schedulingPolicyArn,
    jobStateTimeLimitActions: request.jobStateTimeLimitActions,
    tags: request.tags ?? {},
  });
  return named(queueOf(batch, name));
}

/** With the environments' ARNs, by which Batch stores them. */
function orderOf({ resources }: Batch, order: ComputeEnvironmentOrder[] | undefined) {
  if (!order?.length || order.length > 3)
    throw clientError('computeEnvironmentOrder must name 1 to 3 compute environments');
  return order.map((each) => {
    const environment = resources.environment(each.computeEnvironment ?? '');
    if (!environment)
      throw clientError(`ComputeEnvironment ${each.computeEnvironment} does not exist`);
    return { order: each.order, computeEnvironment: environment.computeEnvironmentArn };
  });
}

export function describeJobQueues(
  { resources }: Batch,
  { jobQueues, maxResults, nextToken }: DescribeJobQueuesRequest,
) {
  const all = jobQueues
    ? jobQueues.flatMap((name) => resources.queue(name) ?? [])
    : [...resources.queues.values()];
  const { page, ...rest } = pageOf(all, nextToken, maxResults ?? 100);
  return { jobQueues: page, ...rest };
}

export function updateJobQueue(batch: Batch, request: UpdateJobQueueRequest) {
  const queue = queueOf(batch, request.jobQueue);
  const { state, priority, computeEnvironmentOrder } = request;
  if (state) queue.state = state;
  if (priority !== undefined) queue.priority = priority;
  if (computeEnvironmentOrder)
    queue.computeEnvironmentOrder = orderOf(batch, computeEnvironmentOrder);
  return named(queue);
}

export function deleteJobQueue(batch: Batch, request: DeleteJobQueueRequest) {
  const queue = queueOf(batch, request.jobQueue);
  if (queue.state !== 'DISABLED')
    throw clientError('Cannot delete, resource must be in DISABLED state');
  const isOpen = batch.jobs.all.some(
    (job) => job.request.queueArn === queue.jobQueueArn && !hasEnded(job),
  );
  if (isOpen) throw clientError('Cannot delete, the queue has jobs that have not ended');
  batch.resources.queues.delete(queue.jobQueueName);
  return {};
}

const named = ({ jobQueueName, jobQueueArn }: Queue) => ({ jobQueueName, jobQueueArn });

export function queueOf({ resources }: Batch, name: string | undefined): Queue {
  const queue = resources.queue(name ?? '');
  if (!queue) throw clientError(`JobQueue ${name} does not exist`);
  return queue;
}
