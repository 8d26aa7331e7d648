import type {
  CreateComputeEnvironmentRequest,
  DeleteComputeEnvironmentRequest,
  DescribeComputeEnvironmentsRequest,
  UpdateComputeEnvironmentRequest,
} from '@aws-sdk/client-batch';
import { randomUUID } from 'node:crypto';
import { arnOf } from '../model/arn.ts';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import type { Environment } from '../model/resources.ts';
import { nameOf, pageOf } from './check.ts';

export function createComputeEnvironment(batch: Batch, request: CreateComputeEnvironmentRequest) {
  const name = nameOf('computeEnvironmentName', request.computeEnvironmentName);
  const { resources, place } = batch;
  if (resources.environments.has(name)) throw clientError('Object already exists');
  const { computeResources } = request;
  if (request.type === 'MANAGED' && !computeResources)
    throw clientError('computeResources must be provided for a MANAGED compute environment');
  resources.environments.set(name, {
    computeEnvironmentName: name,
    computeEnvironmentArn: arnOf(place, 'compute-environment', name),
    type: request.type,
    state: request.state ?? 'ENABLED',
    status: 'VALID',
    statusReason: 'ComputeEnvironment Healthy',
    ...(computeResources && {
      computeResources: { ...computeResources, desiredvCpus: computeResources.desiredvCpus ?? 0 },
    }),
    serviceRole: request.serviceRole,
    ecsClusterArn: `arn:aws:ecs:${place.region}:${place.accountId}:cluster/${name}_Batch_${randomUUID()}`,
    containerOrchestrationType: 'ECS',
    uuid: randomUUID(),
    tags: request.tags ?? {},
  });
  return named(found(batch, name));
}

export function describeComputeEnvironments(
  { resources }: Batch,
  { computeEnvironments, maxResults, nextToken }: DescribeComputeEnvironmentsRequest,
) {
  const all = computeEnvironments
    ? computeEnvironments.flatMap((name) => resources.environment(name) ?? [])
    : [...resources.environments.values()];
  const { page, ...rest } = pageOf(all, nextToken, maxResults ?? 100);
  return { computeEnvironments: page, ...rest };
}

export function updateComputeEnvironment(batch: Batch, request: UpdateComputeEnvironmentRequest) {
  const environment = found(batch, request.computeEnvironment);
  const { state, serviceRole, computeResources } = request;
  if (state) environment.state = state;
  if (serviceRole) environment.serviceRole = serviceRole;
  if (computeResources && environment.computeResources)
    Object.assign(environment.computeResources, computeResources);
  return named(environment);
}

export function deleteComputeEnvironment(batch: Batch, request: DeleteComputeEnvironmentRequest) {
  const environment = found(batch, request.computeEnvironment);
  const { computeEnvironmentName: name, computeEnvironmentArn: arn, state } = environment;
  if (state !== 'DISABLED') throw clientError('Cannot delete, resource must be in DISABLED state');
  for (const { computeEnvironmentOrder = [] } of batch.resources.queues.values())
    if (computeEnvironmentOrder.some((each) => each.computeEnvironment === arn))
      throw clientError('Cannot delete, found existing JobQueue relationship');
  batch.resources.environments.delete(name);
  return {};
}

const named = ({ computeEnvironmentName, computeEnvironmentArn }: Environment) => ({
  computeEnvironmentName,
  computeEnvironmentArn,
});

function found({ resources }: Batch, name: string | undefined): Environment {
  const environment = resources.environment(name ?? '');
  if (!environment) throw clientError(`ComputeEnvironment ${name} does not exist`);
  return environment;
}
