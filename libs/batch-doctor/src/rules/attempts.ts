import type { Facts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';

interface AttemptEnd {
  readonly id: string;
  readonly reason: string;
}

const ended = ({ id, reason }: AttemptEnd) =>
  `An attempt of the job ${id} ended before its container ran: ${reason}`;

/**
 * Reasons of the container agent for a container that never ran
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html).
 */
export const attemptEnd = defineFindings({
  CannotPullContainerError: {
    cause: 'a host could not pull the image',
    remedy: 'check the image, the role that pulls, and the way from the host to the registry',
    problem: ended,
    cure: () =>
      'Check that the image exists and has the architecture of the host, that the execution role (or the instance role) may pull it, and that the subnet reaches the registry by NAT or VPC endpoints (ecr.api, ecr.dkr, s3).',
  },
  ResourceInitializationError: {
    cause: 'the host could not get secrets, a log stream, the network or a volume',
    remedy: 'follow the reason: execution role, VPC endpoints, file system',
    problem: ended,
    cure: () =>
      'Follow the reason: give the execution role the action that it names, or let the subnet reach the service by NAT or a VPC endpoint.',
  },
  CannotStartContainerError: {
    cause: 'the container could not be started',
    remedy: 'follow the reason: log group, command, mounts, architecture',
    problem: ended,
    cure: () =>
      'Follow the reason. It is usually a log group that does not exist, a directory that cannot be mounted, or an image for another architecture.',
  },
  CannotCreateContainerError: {
    cause: 'the container could not be created',
    remedy: 'follow the reason: name, mounts, full disk of the host',
    problem: ended,
    cure: () => 'Follow the reason. It is usually a volume, or a full disk of the host.',
  },
  DockerTimeoutError: {
    cause: "the host's Docker engine took too long",
    remedy: 'use hosts with a faster disk, or fewer jobs for each host',
    problem: ended,
    cure: () => 'Use hosts with a faster or larger disk, or let fewer jobs run on each host.',
  },
});

type Code = Parameters<typeof attemptEnd>[0];

/** The attempts whose containers never ran. Batch tries such a job again, so it is RUNNABLE again. */
export function attemptEnds({ job }: Facts): Finding[] {
  const { id, attemptReasons = [] } = valueOf(job) ?? {};
  if (id === undefined) return [];
  const found = new Map<Code, string>();
  for (const reason of attemptReasons)
    for (const { code } of attemptEnd.rows)
      if (reason.startsWith(code)) found.set(code as Code, reason);
  return [...found].map(([code, reason]) => attemptEnd(code, 'likely', { id, reason }));
}
