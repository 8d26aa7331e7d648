import type { EnvironmentWithTypes, Facts, InstanceType, JobFacts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';
import { usableEnvironments } from './environments.ts';
import { fargateAdvice } from './fargate-sizes.ts';

interface Request {
  /** `8 vCPUs and 16384 MiB`. */
  readonly asks: string;
  readonly environments: string;
}
interface TooLarge extends Request {
  /** `c5.large (2 vCPUs, 4096 MiB)`. */
  readonly largest: string;
}

/** https://docs.aws.amazon.com/batch/latest/userguide/memory-management.html */
export const resourceFinding = defineFindings({
  'max-vcpus-too-small': {
    cause: 'the job asks for more vCPUs than `maxvCpus` of every environment',
    remedy: 'raise `maxvCpus`, or give the job fewer vCPUs',
    problem: ({ asks, environments, most }: Request & { most: number }) =>
      `The job asks for ${asks}, and ${environments} may have at most ${most} vCPUs in all.`,
    cure: () => 'Raise maxvCpus of the compute environment, or submit the job with fewer vCPUs.',
  },
  'no-instance-type': {
    cause: 'no instance type of the environment has so many vCPUs, GPUs or so much memory',
    remedy: 'allow larger instance types, or ask for less',
    problem: ({ asks, environments, largest }: TooLarge) =>
      `The job asks for ${asks}, and no instance type of ${environments} has that for a job. The largest is ${largest}.`,
    cure: () =>
      'Add larger instance types to the compute environment, or submit the job with less. The ECS agent keeps 32 MiB of each host, and the kernel keeps more.',
  },
  'memory-too-close': {
    cause: 'the job asks for nearly all the memory of the only instance types it fits',
    remedy: 'ask for 5 % less, or allow larger instance types',
    problem: ({ asks, environments, largest }: TooLarge) =>
      `The job asks for ${asks}. In ${environments} that needs more than 95 % of the memory of the largest type, ${largest}. The kernel and the ECS agent keep some of it, so usually no host has enough.`,
    cure: () =>
      'Submit the job with at most 95 % of the memory of the type, or add larger instance types.',
  },
  'no-such-instance-types': {
    cause: 'the region has none of the instance types of the environment',
    remedy: 'choose instance types that the region has',
    problem: ({ environments }: Request) =>
      `The region has none of the instance types of ${environments}.`,
    cure: () => 'Choose instance types that the region has.',
  },
  'fargate-size': {
    cause: 'Fargate has no hosts with this pair of vCPUs and memory',
    remedy: 'choose a pair that Fargate has',
    problem: ({ asks, advice }: Request & { advice: string }) =>
      `The job asks for ${asks}, which Fargate does not have. ${advice}`,
    cure: () => 'Submit the job with vCPUs and memory that Fargate has, or use EC2.',
  },
  'platform-mismatch': {
    cause: 'the job is for Fargate and the environments are EC2, or the other way round',
    remedy: 'use a queue of the right kind, or register the job definition for this one',
    problem: ({ platforms, environments }: Request & { platforms: string }) =>
      `The job is for ${platforms}, and ${environments} is not.`,
    cure: () =>
      'Use another queue, or register the job definition with the other platformCapabilities.',
  },
});

/** The memory that the ECS agent keeps on Batch's default AMI. */
const AGENT_MIB = 32;
/** The share that AWS recommends to leave free. Hosts register 93 to 98 % of their memory. */
const USUAL_SHARE = 0.95;

const isFargate = ({ kind }: EnvironmentWithTypes) => kind?.startsWith('FARGATE') ?? false;
const namesOf = (environments: readonly EnvironmentWithTypes[]) =>
  environments.map(({ name }) => name).join(', ');

const asksOf = ({ vcpus = 0, memoryMiB = 0, gpus }: JobFacts) =>
  `${vcpus} vCPUs and ${memoryMiB} MiB${gpus > 0 ? ` and ${gpus} GPUs` : ''}`;

/** Whether the request of the job fits into the environments that Batch uses. */
export function resourceRules(facts: Facts): Finding[] {
  const job = valueOf(facts.job);
  const usable = usableEnvironments(facts);
  // Hosts that Batch does not manage may have any size.
  if (usable.length === 0 || usable.some(({ kind }) => kind === undefined)) return [];
  if (job?.vcpus === undefined || job.memoryMiB === undefined) return [];
  const shared = { asks: asksOf(job) };
  const matching = usable.filter((each) =>
    job.platforms.length === 0 ? true : job.platforms.includes(isFargate(each) ? 'FARGATE' : 'EC2'),
  );
  if (matching.length === 0) {
    const facts = { ...shared, environments: namesOf(usable), platforms: job.platforms.join(', ') };
    return [resourceFinding('platform-mismatch', 'certain', facts)];
  }
  const { vcpus } = job;
  const largeEnough = matching.filter(
    ({ maxVcpus }) => maxVcpus === undefined || vcpus <= maxVcpus,
  );
  if (largeEnough.length === 0) {
    const most = Math.max(...matching.map(({ maxVcpus = 0 }) => maxVcpus));
    const facts = { ...shared, environments: namesOf(matching), most };
    return [resourceFinding('max-vcpus-too-small', 'certain', facts)];
  }
  const verdicts = largeEnough.map((each) => verdictOn(job, each));
  // One environment that takes the job is enough. So is one of which nothing is known.
  return verdicts.every((each) => each !== undefined) ? verdicts : [];
}

function verdictOn(job: JobFacts, environment: EnvironmentWithTypes): Finding | undefined {
  const { vcpus = 0, memoryMiB = 0, gpus } = job;
  const shared = { asks: asksOf(job), environments: environment.name };
  if (isFargate(environment)) {
    const advice = fargateAdvice(vcpus, memoryMiB);
    return advice === undefined
      ? undefined
      : resourceFinding('fargate-size', 'certain', { ...shared, advice });
  }
  const types = valueOf(environment.types);
  if (types === undefined) return undefined;
  const enough = types.filter((type) => type.vcpus >= vcpus && type.gpus >= gpus);
  const most = largestOf(enough.length > 0 ? enough : types);
  if (most === undefined) return resourceFinding('no-such-instance-types', 'certain', shared);
  const large = { ...shared, largest: `${most.name} (${most.vcpus} vCPUs, ${most.memoryMiB} MiB)` };
  if (enough.length === 0 || memoryMiB > most.memoryMiB - AGENT_MIB)
    return resourceFinding('no-instance-type', 'certain', large);
  return memoryMiB > most.memoryMiB * USUAL_SHARE
    ? resourceFinding('memory-too-close', 'likely', large)
    : undefined;
}

const largestOf = (types: readonly InstanceType[]): InstanceType | undefined =>
  types.toSorted((a, b) => b.memoryMiB - a.memoryMiB || b.vcpus - a.vcpus)[0];
