import type { Facts, Known } from './facts.ts';
import { valueOf } from './facts.ts';

/** What was looked at, as phrases: `the job queue q (ENABLED, VALID)`. */
export function lookedAt(facts: Facts): string[] {
  const job = valueOf(facts.job);
  const queue = valueOf(facts.queue);
  const environments = valueOf(facts.environments) ?? [];
  const { image, logGroup, roles } = facts;
  const knownRoles = roles.filter(({ role }) => role.known).map(({ name }) => name);
  const simulated = roles.filter(({ denials }) => denials.known).length > 0;
  return [
    ...one(job, ({ id, name, status }) => `the job ${id} (${name}, ${status})`),
    ...one(queue, ({ name, state, status }) => `the job queue ${name} (${state}, ${status})`),
    ...environments.map(
      ({ name, state, status, kind, desiredVcpus, maxVcpus }) =>
        `the compute environment ${name} (${state}, ${status}, ${kind ?? 'hosts not managed'}${maxVcpus === undefined ? '' : `, ${desiredVcpus ?? '?'} of ${maxVcpus} vCPUs`})`,
    ),
    ...environments.flatMap(({ name, types }) =>
      one(valueOf(types), ({ length }) => `${length} instance types of ${name}`),
    ),
    ...(knownRoles.length > 0
      ? [`the roles ${knownRoles.join(', ')}${simulated ? ', and their permissions' : ''}`]
      : []),
    ...(isKnown(image?.architectures) ? [`the image ${image?.reference}`] : []),
    ...(isKnown(logGroup?.exists) ? [`the log group ${logGroup?.name}`] : []),
    ...(isKnown(facts.head) ? ['the first jobs of the queue'] : []),
  ];
}

const isKnown = (known: Known<unknown> | undefined): boolean => known?.known === true;

const one = <T>(value: T | undefined, phrase: (value: T) => string): string[] =>
  value === undefined ? [] : [phrase(value)];

/** What no call shows, so that a lack of findings is no proof. */
export function notSeen(facts: Facts): string[] {
  const environments = valueOf(facts.environments);
  const { image } = facts;
  if (environments === undefined) return [];
  const unmanaged = environments.filter(({ kind }) => kind === undefined);
  return [
    'whether the subnets reach ECS, ECR, S3 and CloudWatch Logs (NAT, VPC endpoints, security groups)',
    'the quotas of EC2 and Fargate, and free capacity',
    'the AMI of the hosts, its ECS agent and its disks',
    ...unmanaged.map(({ name }) => `the hosts of ${name}, which are of a kind not examined here`),
    ...(image !== undefined && image.architectures === undefined
      ? [`the image ${image.reference}, which is not in ECR`]
      : []),
  ];
}
