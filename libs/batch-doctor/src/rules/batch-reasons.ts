import type { Facts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';

interface Reason {
  readonly id: string;
  readonly reason: string;
}

const says = ({ id, reason }: Reason) => `AWS Batch says of the job ${id}: ${reason}`;

/**
 * The reasons that Batch itself gives for a blocked queue
 * (https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html and the pages below
 * it; the strings are on job_stuck_in_runnable_capacity.html and
 * job_stuck_in_runnable_misconfiguration.html).
 */
export const batchReason = defineFindings({
  'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY': {
    cause: 'Batch: EC2 has no free hosts of these instance types now',
    remedy: 'wait, or allow more instance types and Availability Zones',
    problem: says,
    cure: () =>
      'Wait, or let the compute environment use more instance types (several families, several sizes) and subnets in more Availability Zones. Spot capacity returns later than On-Demand capacity.',
  },
  'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE': {
    cause: 'Batch: the job asks for more vCPUs than `maxvCpus` of every environment',
    remedy: 'raise `maxvCpus`, or give the job fewer vCPUs',
    problem: says,
    cure: () => 'Raise maxvCpus of the compute environment, or submit the job with fewer vCPUs.',
  },
  'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT': {
    cause: 'Batch: no instance type has the vCPUs, memory or GPUs that the job asks for',
    remedy: 'allow larger instance types, or ask for less',
    problem: says,
    cure: () =>
      'Add larger instance types to the compute environment, or submit the job with less. A host gives its jobs less than its installed memory.',
  },
  'MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED': {
    cause: 'Batch: EC2 refuses the instance types with these zones or this launch template',
    remedy: 'choose instance types that the zones have; correct the launch template',
    problem: says,
    cure: () =>
      'Choose instance types that the Availability Zones of the subnets offer, and check the launch template against them.',
  },
  'MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS': {
    cause: 'Batch: its service role lacks permissions',
    remedy: 'use the service-linked role, or compare the role with `AWSBatchServiceRole`',
    problem: says,
    cure: () =>
      'Compare the service role of the compute environment with the managed policy AWSBatchServiceRole, or make the compute environment again with the service-linked role.',
  },
  ACTION_REQUIRED: {
    cause: 'Batch: all environments of the queue are invalid',
    remedy: 'read the reason of each environment, and repair it',
    problem: says,
    cure: () =>
      'Read the statusReason of each compute environment, correct what it names, and then update the compute environment.',
  },
  UNDETERMINED: {
    cause: 'Batch: the queue is blocked, and Batch does not know why',
    remedy: 'look at the other findings, then at what cannot be seen',
    problem: says,
    cure: () =>
      'Look at the other findings. If there are none, check what cannot be seen from here: the network of the hosts, their AMI, and the quotas of EC2.',
  },
  'other-reason': {
    cause: 'Batch gives a reason that is not in its documentation',
    remedy: 'follow the words of the reason',
    problem: says,
    cure: () => 'Follow what the reason says. It is not among the documented ones.',
  },
});

const CODES = batchReason.rows.map(({ code }) => code).filter((code) => code !== 'other-reason');
type Code = Parameters<typeof batchReason>[0];

/** Statuses in which a reason is about the wait. Later it is about the end of the container. */
const WAITS = new Set(['SUBMITTED', 'PENDING', 'RUNNABLE']);

/**
 * A job that Batch itself canceled for its reason keeps the code:
 * `Canceled by JobStateTimeLimit action due to reason: CAPACITY:…`.
 */
function codeIn(reason: string, status: string): Code | undefined {
  const documented = CODES.find((code) => reason.includes(code)) as Code | undefined;
  if (documented !== undefined) return documented;
  return WAITS.has(status) ? 'other-reason' : undefined;
}

/** Batch's own reason for the job. */
export function batchReasons({ job }: Facts): Finding[] {
  const { id, status, statusReason: reason } = valueOf(job) ?? {};
  if (id === undefined || status === undefined || reason === undefined || reason === '') return [];
  const code = codeIn(reason, status);
  if (code === undefined) return [];
  const certainty = code === 'other-reason' || code === 'UNDETERMINED' ? 'likely' : 'certain';
  return [batchReason(code, certainty, { id, reason })];
}

/** Whether Batch says that a job with this reason blocks its queue. */
export const isBlocked = (reason: string | undefined): boolean =>
  reason !== undefined && CODES.some((code) => reason.includes(code));
