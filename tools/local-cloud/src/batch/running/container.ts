import type { Job } from '../model/job.ts';
import type { ImageFacts } from './images.ts';
import { mountsOf } from './mounts.ts';

const MIB = 1024 ** 2;

export interface Surroundings {
  /** The engine's network that holds the AWS endpoint. */
  readonly network: string;
  /** Labels of every job's container, by which the cloud finds and removes it. */
  readonly labels: Readonly<Record<string, string>>;
  /** Endpoint, region and credentials. On AWS, the job's role and the SDK's defaults give them. */
  readonly jobEnvironment: Readonly<Record<string, string>>;
  /** CPUs of the machine. */
  readonly cpus: number;
}

/**
 * The engine's description of a job's container.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html says which of
 * the engine's settings each property maps to.
 */
export function containerOf(
  job: Job,
  attempt: number,
  image: ImageFacts,
  { network, labels, jobEnvironment, cpus }: Surroundings,
) {
  const { container, vcpus, memoryMiB, name } = job.request;
  const { linuxParameters: linux } = container;
  const memory = memoryMiB * MIB;
  return {
    Image: container.image,
    ...(container.command?.length && { Cmd: container.command }),
    ...(container.user !== undefined && { User: container.user }),
    Env: environmentOf(job, attempt, jobEnvironment),
    Labels: { ...labels, 'joblayer.job': job.id, 'joblayer.job-name': name },
    HostConfig: {
      NetworkMode: network,
      // 1,024 shares a vCPU, as on EC2; and no more than these, as on Fargate.
      CpuShares: Math.max(2, Math.round(vcpus * 1024)),
      NanoCpus: Math.round(Math.min(vcpus, cpus) * 1e9),
      Memory: memory,
      MemorySwap: memory + (linux?.maxSwap ?? 0) * MIB,
      ...(linux?.swappiness !== undefined && { MemorySwappiness: linux.swappiness }),
      ...(linux?.sharedMemorySize !== undefined && { ShmSize: linux.sharedMemorySize * MIB }),
      ...(linux?.initProcessEnabled !== undefined && { Init: linux.initProcessEnabled }),
      Tmpfs: Object.fromEntries(
        (linux?.tmpfs ?? []).map((each) => [
          each.containerPath,
          [`size=${each.size}m`, ...(each.mountOptions ?? [])].join(),
        ]),
      ),
      Ulimits: (container.ulimits ?? []).map((each) => ({
        Name: each.name,
        Soft: each.softLimit,
        Hard: each.hardLimit,
      })),
      Privileged: container.privileged ?? false,
      ReadonlyRootfs: container.readonlyRootFilesystem ?? false,
      ...mountsOf(container, image),
    },
  };
}

/** Unique in the engine. A child's id has a colon, which a container's name cannot have. */
export const containerName = ({ id, request }: Job, attempt: number): string =>
  `${request.name}-${id.replace(':', '-')}${attempt > 1 ? `-${attempt}` : ''}`;

/** The job's own variables override the surroundings', but not Batch's. */
function environmentOf(
  { id, index, parent, request, environmentName = '' }: Job,
  attempt: number,
  jobEnvironment: Readonly<Record<string, string>>,
): string[] {
  const own = (request.container.environment ?? []).map(({ name, value }) => [name, value]);
  const variables: Record<string, string> = {
    ...jobEnvironment,
    ...(Object.fromEntries(own) as Record<string, string>),
    AWS_BATCH_JOB_ID: id,
    AWS_BATCH_JOB_ATTEMPT: String(attempt),
    AWS_BATCH_CE_NAME: environmentName,
    AWS_BATCH_JQ_NAME: lastPart(request.queueArn),
    ...(parent && {
      AWS_BATCH_JOB_ARRAY_INDEX: String(index),
      AWS_BATCH_JOB_ARRAY_SIZE: String(parent.children?.length),
    }),
  };
  return Object.entries(variables).map(([name, value]) => `${name}=${value}`);
}

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
