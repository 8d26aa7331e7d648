import type {
  ContainerProperties,
  DeregisterJobDefinitionRequest,
  DescribeJobDefinitionsRequest,
  JobTimeout,
  RegisterJobDefinitionRequest,
  RetryStrategy,
} from '@aws-sdk/client-batch';
import { arnOf } from '../model/arn.ts';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import type { Definition } from '../model/resources.ts';
import { amountsOf } from './amounts.ts';
import { atMostKiB, nameOf, pageOf, within } from './check.ts';

export function registerJobDefinition(
  { resources, place }: Batch,
  request: RegisterJobDefinitionRequest,
) {
  const { jobDefinitionName, containerProperties, type, retryStrategy, timeout } = request;
  const name = nameOf('jobDefinitionName', jobDefinitionName);
  atMostKiB('The job definition', request, 24);
  if (type !== 'container' || !containerProperties)
    throw clientError(
      'The local cloud runs job definitions of type "container" with containerProperties only',
    );
  if (!containerProperties.image) throw clientError('Container properties must have an image');
  amountsOf(containerProperties);
  checkEnvironment(containerProperties.environment);
  checkRetries(retryStrategy);
  checkTimeout(timeout);

  const revision = (resources.revisions(name).at(-1)?.revision ?? 0) + 1;
  const definition: Definition = {
    ...request,
    containerProperties: withLists(containerProperties),
    jobDefinitionName: name,
    jobDefinitionArn: arnOf(place, 'job-definition', `${name}:${revision}`),
    revision,
    type,
    status: 'ACTIVE',
    parameters: request.parameters ?? {},
    tags: request.tags ?? {},
    platformCapabilities: request.platformCapabilities ?? ['EC2'],
    containerOrchestrationType: 'ECS',
  };
  resources.definitions.set(`${name}:${revision}`, definition);
  const { jobDefinitionArn } = definition;
  return { jobDefinitionName: name, jobDefinitionArn, revision };
}

/** Batch returns a list where none was given. */
const withLists = (properties: ContainerProperties): ContainerProperties => ({
  command: [],
  volumes: [],
  environment: [],
  mountPoints: [],
  ulimits: [],
  resourceRequirements: [],
  secrets: [],
  ...properties,
});

/** https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html: the prefix is Batch's. */
export function checkEnvironment(environment: ContainerProperties['environment']): void {
  const taken = environment?.find(({ name }) => name?.startsWith('AWS_BATCH'));
  if (taken) throw clientError(`Environment variables cannot start with AWS_BATCH: ${taken.name}`);
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
export function checkRetries(strategy: RetryStrategy | undefined): void {
  within('retryStrategy.attempts', strategy?.attempts, 1, 10);
  const rules = strategy?.evaluateOnExit ?? [];
  if (rules.length > 5) throw clientError('evaluateOnExit can have at most 5 conditions');
  for (const { action, onExitCode } of rules) {
    if (!/^(retry|exit)$/i.test(action ?? ''))
      throw clientError(`evaluateOnExit.action must be RETRY or EXIT. Given: ${action}`);
    if (onExitCode !== undefined && !/^\d*\*?$/.test(onExitCode))
      throw clientError(`evaluateOnExit.onExitCode must be digits and *. Given: ${onExitCode}`);
  }
}

/** https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html */
export function checkTimeout(timeout: JobTimeout | undefined): void {
  within('timeout.attemptDurationSeconds', timeout?.attemptDurationSeconds, 60, 2 ** 31 - 1);
}

export function describeJobDefinitions(
  { resources }: Batch,
  request: DescribeJobDefinitionsRequest,
) {
  const { jobDefinitions, jobDefinitionName, status, maxResults, nextToken } = request;
  const asked = jobDefinitions
    ? jobDefinitions.flatMap((name) => resources.definition(name) ?? [])
    : jobDefinitionName === undefined
      ? [...resources.definitions.values()]
      : resources.revisions(jobDefinitionName);
  const all = asked.filter((each) => status === undefined || each.status === status);
  const { page, ...rest } = pageOf(all.toReversed(), nextToken, maxResults ?? 100);
  return { jobDefinitions: page, ...rest };
}

export function deregisterJobDefinition(
  { resources }: Batch,
  { jobDefinition }: DeregisterJobDefinitionRequest,
) {
  const definition = resources.definition(jobDefinition ?? '');
  if (!definition) throw clientError(`JobDefinition ${jobDefinition} does not exist`);
  definition.status = 'INACTIVE';
  return {};
}
