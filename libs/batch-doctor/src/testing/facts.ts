import type {
  EnvironmentWithTypes,
  Facts,
  InstanceType,
  JobFacts,
  Known,
  QueueFacts,
  RoleFacts,
} from '../facts.ts';

export const known = <T>(value: T): Known<T> => ({ known: true, value });

/** What a denied call leaves. */
export const denied = (action: string): Known<never> => ({
  ...{ known: false, action, denied: true, detail: `AWS denied ${action}.` },
});

export const jobFacts = (changes: Partial<JobFacts> = {}): JobFacts => ({
  id: 'job-1',
  name: 'run-1',
  status: 'RUNNABLE',
  statusReason: undefined,
  queue: 'q',
  createdAtMs: 0,
  vcpus: 2,
  memoryMiB: 2048,
  gpus: 0,
  image: 'image',
  jobRole: undefined,
  executionRole: undefined,
  logDriver: undefined,
  logOptions: {},
  cpuArchitecture: undefined,
  platforms: ['EC2'],
  attemptReasons: [],
  dependsOn: [],
  ...changes,
});

export const queueFacts = (changes: Partial<QueueFacts> = {}): QueueFacts => ({
  name: 'q',
  arn: 'arn:aws:batch:us-east-1:123456789012:job-queue/q',
  state: 'ENABLED',
  status: 'VALID',
  statusReason: undefined,
  fairShare: false,
  environments: ['ce'],
  ...changes,
});

export const M5_LARGE: InstanceType = {
  ...{ name: 'm5.large', vcpus: 2, memoryMiB: 8192, gpus: 0, architectures: ['amd64'] },
};

export const environmentFacts = (
  changes: Partial<EnvironmentWithTypes> = {},
): EnvironmentWithTypes => ({
  name: 'ce',
  arn: 'arn:ce',
  state: 'ENABLED',
  status: 'VALID',
  statusReason: undefined,
  kind: 'EC2',
  maxVcpus: 256,
  desiredVcpus: 0,
  instanceTypes: ['m5.large'],
  serviceRole: undefined,
  instanceProfile: undefined,
  spotFleetRole: undefined,
  clusterArn: undefined,
  types: known([M5_LARGE]),
  ...changes,
});

export const roleFacts = (changes: Partial<RoleFacts> = {}): RoleFacts => ({
  label: 'the job role',
  name: 'jobs',
  service: 'ecs-tasks.amazonaws.com',
  isServiceLinked: false,
  role: known({ arn: 'arn:jobs', trusted: ['ecs-tasks.amazonaws.com'] }),
  denials: known([]),
  ...changes,
});

/** A job that waits although everything is in order, with changes. */
export const facts = ({
  job = {},
  queue = {},
  environments = [{}],
  ...changes
}: {
  readonly job?: Partial<JobFacts>;
  readonly queue?: Partial<QueueFacts>;
  readonly environments?: readonly Partial<EnvironmentWithTypes>[];
} & Partial<Omit<Facts, 'job' | 'queue' | 'environments'>> = {}): Facts => ({
  subject: { kind: 'job', name: 'job-1' },
  nowMs: 0,
  job: known(jobFacts(job)),
  queue: known(queueFacts(queue)),
  environments: known(environments.map(environmentFacts)),
  head: undefined,
  activeJobs: known(1),
  dependencies: known([]),
  roles: [],
  image: undefined,
  logGroup: undefined,
  ...changes,
});
