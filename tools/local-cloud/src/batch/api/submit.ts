import type { JobDependency, SubmitJobRequest } from '@aws-sdk/client-batch';
import { randomUUID } from 'node:crypto';
import { arnOf } from '../model/arn.ts';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import { type Job, type JobRequest, noJobs } from '../model/job.ts';
import type { Definition } from '../model/resources.ts';
import { amountsOf, overridden } from './amounts.ts';
import { atMostKiB, nameOf, within } from './check.ts';
import { checkEnvironment, checkRetries, checkTimeout } from './definitions.ts';
import { queueOf } from './queues.ts';

/** Creates a job, or an array with its children. https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
export function submitJob(batch: Batch, request: SubmitJobRequest): Job {
  atMostKiB('The SubmitJob request', request, 30);
  within('arrayProperties.size', request.arrayProperties?.size, 2, 10_000);
  const size = request.arrayProperties?.size;
  checkDependencies(batch, request.dependsOn ?? [], size);
  const job = newJob(batch, jobRequest(batch, request), size);
  batch.jobs.add(job);
  return job;
}

function jobRequest(batch: Batch, request: SubmitJobRequest): JobRequest {
  const name = nameOf('jobName', request.jobName);
  const queue = queueOf(batch, request.jobQueue);
  if (queue.state !== 'ENABLED')
    throw clientError(`Jobs cannot be submitted to ${queue.jobQueueName}: it is ${queue.state}`);
  const definition = definitionOf(batch, request.jobDefinition);
  const { containerOverrides: overrides = {}, retryStrategy, timeout } = request;
  checkEnvironment(overrides.environment);
  checkRetries(retryStrategy);
  checkTimeout(timeout);
  const parameters = { ...definition.parameters, ...request.parameters };
  const container = overridden(definition.containerProperties ?? {}, overrides, parameters);
  return {
    name,
    queueArn: queue.jobQueueArn,
    definitionArn: definition.jobDefinitionArn,
    definitionName: definition.jobDefinitionName,
    platformCapabilities: definition.platformCapabilities ?? [],
    container,
    overridesLength: JSON.stringify(overrides).length,
    ...amountsOf(container),
    retryStrategy: { attempts: 1, ...definition.retryStrategy, ...retryStrategy },
    timeout: timeout ?? definition.timeout,
    dependsOn: request.dependsOn ?? [],
    parameters,
    tags: request.tags ?? {},
    propagateTags: request.propagateTags ?? definition.propagateTags ?? false,
    shareIdentifier: request.shareIdentifier,
    schedulingPriority: request.schedulingPriorityOverride ?? definition.schedulingPriority,
  };
}

function definitionOf({ resources }: Batch, name: string | undefined): Definition {
  const definition = resources.definition(name ?? '');
  if (definition?.status !== 'ACTIVE')
    throw clientError(`JobDefinition ${name} does not exist, or is not active`);
  return definition;
}

/** https://docs.aws.amazon.com/batch/latest/userguide/job_dependencies.html */
function checkDependencies(
  { jobs }: Batch,
  dependsOn: readonly JobDependency[],
  size: number | undefined,
): void {
  if (dependsOn.length > 20) throw clientError('A job can have at most 20 dependencies');
  for (const { jobId, type } of dependsOn) {
    if (jobId === undefined) {
      if (type === 'SEQUENTIAL' && size !== undefined) continue;
      throw clientError('A dependency without a job id must be SEQUENTIAL, and of an array job');
    }
    const other = jobs.find(jobId);
    if (!other) throw clientError(`The job ${jobId}, which this one depends on, does not exist`);
    if (type === 'N_TO_N' && (size === undefined || other.children?.length !== size))
      throw clientError(`An N_TO_N dependency needs two arrays of one size: ${jobId}`);
  }
}

function newJob({ place }: Batch, request: JobRequest, size: number | undefined): Job {
  const id = randomUUID();
  const createdAt = Date.now();
  const fresh = (jobId: string): Job => ({
    id: jobId,
    arn: arnOf(place, 'job', jobId),
    request,
    createdAt,
    status: 'SUBMITTED',
    attempts: [],
    latest: undefined,
    waitsFor: 0,
    isCancelled: false,
    isTerminated: false,
    isHeld: false,
    isHostLost: false,
  });
  if (size === undefined) return fresh(id);
  const children: Job[] = [];
  const array: Job = { ...fresh(id), children, summary: noJobs() };
  for (let index = 0; index < size; index += 1)
    children.push({ ...fresh(`${id}:${index}`), index, parent: array });
  return array;
}
