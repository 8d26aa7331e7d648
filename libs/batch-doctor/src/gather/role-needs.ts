import { type ArnParts, arnParts } from './arn.ts';
import type { EnvironmentFacts, JobFacts, QueueFacts } from '../facts.ts';
import { ecrReference } from '../clients/ecr-reference.ts';
import { logGroupOf } from './log-group.ts';

/** Actions of one resource. */
export interface Need {
  readonly actions: readonly string[];
  readonly resource: string;
}

/** A role that is needed before the job starts, and what it has to be able to do. */
export interface RoleNeed {
  readonly label: string;
  /** An ARN or a name: of the role, or of the instance profile that has it. */
  readonly name: string;
  readonly isProfile: boolean;
  readonly isServiceLinked: boolean;
  readonly service: string;
  readonly needs: readonly Need[];
}

/** The role that Batch makes for an account (using-service-linked-roles.html). */
const SERVICE_LINKED = 'AWSServiceRoleForBatch';

/**
 * The least of the managed policy AWSBatchServiceRole: without these, Batch orders no hosts and
 * starts no tasks (https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html).
 */
const ORDERS_HOSTS = [
  'autoscaling:CreateAutoScalingGroup',
  'autoscaling:DescribeScalingActivities',
  'autoscaling:UpdateAutoScalingGroup',
  'ec2:DescribeInstances',
  'ec2:RunInstances',
];
const STARTS_TASKS = ['ecs:RegisterTaskDefinition', 'ecs:RunTask', 'ecs:StartTask'];

/**
 * The least of AmazonEC2ContainerServiceforEC2Role
 * (https://docs.aws.amazon.com/batch/latest/userguide/instance_IAM_role.html).
 */
const JOINS_CLUSTER = ['ecs:DiscoverPollEndpoint', 'ecs:RegisterContainerInstance'];

const role = (label: string, name: string, service: string, needs: readonly Need[] = []) => ({
  ...{ label, name, service, needs, isProfile: false, isServiceLinked: false },
});

/** The roles of an environment. */
export function environmentRoles(
  environment: EnvironmentFacts,
  job: JobFacts | undefined,
  queue: QueueFacts,
): RoleNeed[] {
  const { name, kind, serviceRole, instanceProfile, spotFleetRole } = environment;
  const service = `the service role of ${name}`;
  const startsHosts = kind === 'EC2' || kind === 'SPOT';
  const isOwn = serviceRole !== undefined && !serviceRole.includes(SERVICE_LINKED);
  const orders = [...(startsHosts ? ORDERS_HOSTS : []), ...STARTS_TASKS];
  const needs = kind === undefined ? [] : [{ actions: orders, resource: '*' }];
  return [
    isOwn
      ? role(service, serviceRole, 'batch.amazonaws.com', needs)
      : { ...role(service, SERVICE_LINKED, 'batch.amazonaws.com'), isServiceLinked: true },
    ...(instanceProfile === undefined || !startsHosts
      ? []
      : [
          {
            ...role(`the instance role of ${name}`, instanceProfile, 'ec2.amazonaws.com', [
              { actions: JOINS_CLUSTER, resource: '*' },
              ...(job?.executionRole === undefined ? startNeeds(job, queue) : []),
            ]),
            isProfile: true,
          },
        ]),
    ...(spotFleetRole === undefined
      ? []
      : [role(`the Spot Fleet role of ${name}`, spotFleetRole, 'spotfleet.amazonaws.com')]),
  ];
}

/** The roles of a job. */
export function jobRoles(job: JobFacts, queue: QueueFacts): RoleNeed[] {
  const { jobRole, executionRole } = job;
  const service = 'ecs-tasks.amazonaws.com';
  return [
    ...(jobRole === undefined ? [] : [role('the job role', jobRole, service)]),
    ...(executionRole === undefined
      ? []
      : [role('the execution role', executionRole, service, startNeeds(job, queue))]),
  ];
}

/**
 * What the agent needs to pull the image and to write the log
 * (https://docs.aws.amazon.com/batch/latest/userguide/execution-IAM-role.html).
 */
function startNeeds(job: JobFacts | undefined, queue: QueueFacts): Need[] {
  const parts = arnParts(queue.arn);
  if (job === undefined || parts === undefined) return [];
  const group = logGroupOf(job, parts.region);
  return [
    ...pullNeeds(job.image ?? '', parts),
    ...(group === undefined
      ? []
      : [
          {
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resource: `arn:${parts.partition}:logs:${group.region}:${parts.account}:log-group:${group.name}:log-stream:${job.name}`,
          },
        ]),
  ];
}

function pullNeeds(image: string, { partition }: ArnParts): Need[] {
  const reference = ecrReference(image);
  if (reference === undefined) return [];
  const { region, account, repository } = reference;
  return [
    { actions: ['ecr:GetAuthorizationToken'], resource: '*' },
    {
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ],
      resource: `arn:${partition}:ecr:${region}:${account}:repository/${repository}`,
    },
  ];
}
