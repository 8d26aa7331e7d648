import type {
  ComputeEnvironmentDetail,
  JobDetail,
  JobQueueDetail,
  JobSummary,
} from '@aws-sdk/client-batch';
import type { EnvironmentFacts, HostKind, JobBrief, QueueFacts } from '../facts.ts';
import type { DescribedJob } from './clients.ts';

export const queueOf = (queue: JobQueueDetail): QueueFacts => ({
  name: queue.jobQueueName ?? '',
  arn: queue.jobQueueArn ?? '',
  state: queue.state,
  status: queue.status,
  statusReason: queue.statusReason,
  fairShare: (queue.schedulingPolicyArn ?? '') !== '',
  environments: (queue.computeEnvironmentOrder ?? [])
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ computeEnvironment }) => computeEnvironment ?? ''),
});

const HOST_KINDS: readonly string[] = ['EC2', 'SPOT', 'FARGATE', 'FARGATE_SPOT'];

export function environmentOf(environment: ComputeEnvironmentDetail): EnvironmentFacts {
  const { type, computeResources: hosts, containerOrchestrationType } = environment;
  const known =
    type === 'MANAGED' &&
    containerOrchestrationType !== 'EKS' &&
    HOST_KINDS.includes(hosts?.type ?? '');
  return {
    name: environment.computeEnvironmentName ?? '',
    arn: environment.computeEnvironmentArn ?? '',
    state: environment.state,
    status: environment.status,
    statusReason: environment.statusReason,
    kind: known ? (hosts?.type as HostKind) : undefined,
    maxVcpus: hosts?.maxvCpus,
    desiredVcpus: hosts?.desiredvCpus,
    instanceTypes: hosts?.instanceTypes ?? [],
    serviceRole: textOf(environment.serviceRole),
    instanceProfile: textOf(hosts?.instanceRole),
    spotFleetRole: textOf(hosts?.spotIamFleetRole),
    clusterArn: textOf(environment.ecsClusterArn),
  };
}

export const briefOf = (job: JobSummary | JobDetail): JobBrief => ({
  id: job.jobId ?? '',
  name: job.jobName ?? '',
  status: job.status ?? '',
  statusReason: textOf(job.statusReason),
  createdAtMs: job.createdAt,
});

export function jobOf(job: JobDetail): DescribedJob {
  const { container, attempts = [], dependsOn = [] } = job;
  const asked = (type: string, older: number | undefined): number | undefined => {
    const text = container?.resourceRequirements?.find((each) => each.type === type)?.value;
    return text === undefined ? older : Number(text);
  };
  return {
    ...briefOf(job),
    queue: job.jobQueue ?? '',
    isArray: job.arrayProperties?.size !== undefined,
    // Batch gives 0 for a field that has been replaced by a requirement.
    vcpus: asked('VCPU', container?.vcpus || undefined),
    memoryMiB: asked('MEMORY', container?.memory || undefined),
    gpus: asked('GPU', 0) ?? 0,
    image: textOf(container?.image),
    jobRole: textOf(container?.jobRoleArn),
    executionRole: textOf(container?.executionRoleArn),
    logDriver: container?.logConfiguration?.logDriver,
    logOptions: container?.logConfiguration?.options ?? {},
    cpuArchitecture: container?.runtimePlatform?.cpuArchitecture,
    platforms: job.platformCapabilities ?? [],
    attemptReasons: attempts
      .map(({ container: ended }) => textOf(ended?.reason))
      .filter((reason) => reason !== undefined),
    dependsOn: dependsOn.map(({ jobId }) => jobId).filter((id) => id !== undefined),
  };
}

const textOf = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
