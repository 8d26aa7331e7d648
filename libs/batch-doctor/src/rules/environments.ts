import type { EnvironmentFacts, EnvironmentWithTypes, Facts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { type Certainty, defineFindings, type Finding } from '../finding.ts';
import { because } from './queue.ts';

interface Environment {
  readonly name: string;
}
interface Invalid extends Environment {
  readonly status: string;
  readonly reason: string | undefined;
}
interface Full extends Environment {
  readonly desiredVcpus: number;
  readonly maxVcpus: number;
  readonly vcpus: number | undefined;
}
interface Idle extends Environment {
  readonly desiredVcpus: number;
}

/**
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeEnvironmentDetail.html,
 * https://docs.aws.amazon.com/batch/latest/userguide/invalid_compute_environment.html
 */
export const environmentFinding = defineFindings({
  'environment-unknown': {
    cause: 'the queue names an environment that does not exist',
    remedy: 'give the queue one that exists',
    problem: ({ name }: Environment) =>
      `The job queue names the compute environment ${name}, which does not exist.`,
    cure: () => 'Give the queue a compute environment that exists.',
  },
  'environment-disabled': {
    cause: 'the environment is `DISABLED`',
    remedy: 'enable the environment',
    problem: ({ name }: Environment) => `The compute environment ${name} is DISABLED.`,
    cure: ({ name }: Environment) =>
      `Enable it: aws batch update-compute-environment --compute-environment ${name} --state ENABLED`,
  },
  'environment-invalid': {
    cause: 'the environment is not `VALID`',
    remedy: 'correct what its reason names (often a role), then update it; or wait',
    problem: ({ name, status, reason }: Invalid) =>
      `The compute environment ${name} is ${status}${because(reason)}`,
    cure: ({ name, status }: Invalid) =>
      status === 'INVALID'
        ? `Correct what the reason names. It is often a role, an instance profile or a launch template that is missing. Then disable and enable ${name}.`
        : 'Wait until it is VALID.',
  },
  'environment-full': {
    cause: 'the environment has no vCPUs left below `maxvCpus`',
    remedy: 'wait for other jobs, or raise `maxvCpus`',
    problem: ({ name, desiredVcpus, maxVcpus, vcpus }: Full) =>
      `The compute environment ${name} has ${desiredVcpus} of at most ${maxVcpus} vCPUs in use or on order${vcpus === undefined ? '' : `, and the job asks for ${vcpus}`}.`,
    cure: () => 'Wait until other jobs end, or raise maxvCpus of the compute environment.',
  },
  'hosts-take-no-jobs': {
    cause: 'hosts are ordered, but no job of the queue starts or runs',
    remedy: 'check the network of the subnets, the instance role and the AMI',
    problem: ({ name, desiredVcpus }: Idle) =>
      `The compute environment ${name} has ordered ${desiredVcpus} vCPUs, and no job of the queue starts or runs. The hosts may still boot, or they cannot join the ECS cluster.`,
    cure: () =>
      'If it lasts longer than some minutes: check that the subnets reach ECS, ECR and CloudWatch Logs by NAT or VPC endpoints, that the instance role may register hosts, and that the AMI has the ECS agent.',
  },
});

const IN_USE = new Set(['VALID', 'UPDATING']);

/** Whether Batch starts jobs in the environment. */
export const isUsable = ({ state, status }: EnvironmentFacts): boolean =>
  state !== 'DISABLED' && (status === undefined || IN_USE.has(status));

export const usableEnvironments = ({ environments }: Facts): readonly EnvironmentWithTypes[] =>
  (valueOf(environments) ?? []).filter(isUsable);

export function environmentRules(facts: Facts): Finding[] {
  const environments = valueOf(facts.environments);
  const queue = valueOf(facts.queue);
  if (environments === undefined || queue === undefined) return [];
  // Another environment of the queue may take the job.
  const certainty: Certainty = environments.some(isUsable) ? 'possible' : 'certain';
  const missing = queue.environments.filter(
    (wanted) => !environments.some(({ arn, name }) => arn === wanted || name === wanted),
  );
  return [
    ...missing.map((name) => environmentFinding('environment-unknown', certainty, { name })),
    ...environments.flatMap((each) => stateRules(each, certainty)),
    ...capacityRules(facts),
  ];
}

function stateRules(environment: EnvironmentFacts, certainty: Certainty): Finding[] {
  const { name, state, status, statusReason: reason } = environment;
  const found: Finding[] = [];
  if (state === 'DISABLED')
    found.push(environmentFinding('environment-disabled', certainty, { name }));
  if (status !== undefined && !IN_USE.has(status))
    found.push(environmentFinding('environment-invalid', certainty, { name, status, reason }));
  return found;
}

function capacityRules(facts: Facts): Finding[] {
  const vcpus = valueOf(facts.job)?.vcpus;
  const usable = usableEnvironments(facts);
  const full = usable.filter((each) => isFull(each, vcpus));
  const certainty: Certainty = full.length === usable.length ? 'likely' : 'possible';
  return [
    ...full.map(({ name, desiredVcpus = 0, maxVcpus = 0 }) =>
      environmentFinding('environment-full', certainty, { name, desiredVcpus, maxVcpus, vcpus }),
    ),
    ...idleHosts(facts),
  ];
}

/** A job that is larger than the whole environment has a finding of its own. */
const isFull = ({ desiredVcpus, maxVcpus }: EnvironmentFacts, vcpus = 0): boolean =>
  desiredVcpus !== undefined &&
  maxVcpus !== undefined &&
  desiredVcpus > 0 &&
  vcpus <= maxVcpus &&
  (desiredVcpus >= maxVcpus || desiredVcpus + vcpus > maxVcpus);

function idleHosts(facts: Facts): Finding[] {
  if (valueOf(facts.job)?.status !== 'RUNNABLE' || valueOf(facts.activeJobs) !== 0) return [];
  return usableEnvironments(facts)
    .filter(({ desiredVcpus = 0 }) => desiredVcpus > 0)
    .map(({ name, desiredVcpus = 0 }) =>
      environmentFinding('hosts-take-no-jobs', 'possible', { name, desiredVcpus }),
    );
}
