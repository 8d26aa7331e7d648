import type { BatchOptions } from '../options.ts';
import { batchProblem } from '../problems.ts';

/** The first platform version with EFS and a choice of ephemeral storage. */
const OLD_VERSION = /^1\.[0-3]\./;

/**
 * Refuses options that the platform does not take, all at once.
 *
 * @throws ProblemError `platform-refuses`
 * @see https://docs.aws.amazon.com/batch/latest/userguide/fargate-job-definitions.html
 */
export function checkPlatform(options: BatchOptions): void {
  const own = options.platform === 'fargate' ? fargateFaults(options) : ec2Faults(options);
  const faults = [...own, ...commonFaults(options)];
  if (faults.length > 0)
    throw batchProblem({ code: 'platform-refuses', platform: options.platform, faults });
}

function fargateFaults(options: BatchOptions): string[] {
  const { executionRole, volumes, linux, log, fargate, scratchMiB } = options;
  const faults: string[] = [];
  if (executionRole === undefined) faults.push('executionRole is missing; Fargate needs one');
  for (const [name, value] of Object.entries(linux))
    if (value !== undefined) faults.push(`linux.${name} is for EC2 only; leave it out`);
  for (const volume of volumes)
    if ('host' in volume)
      faults.push(`the volume of the host's ${volume.host} is for EC2 only; use an EFS volume`);
  if (log && log.driver !== 'awslogs' && log.driver !== 'splunk')
    faults.push(`log.driver is "${log.driver}"; Fargate takes awslogs and splunk`);
  const { platformVersion } = fargate;
  const efs = volumes.some((volume) => 'efs' in volume);
  if (platformVersion !== undefined && OLD_VERSION.test(platformVersion)) {
    if (efs) faults.push(`EFS needs fargate.platformVersion 1.4.0, not ${platformVersion}`);
    if (scratchMiB !== undefined)
      faults.push(`scratchMiB needs fargate.platformVersion 1.4.0, not ${platformVersion}`);
  }
  return faults;
}

function ec2Faults({ fargate, vcpus, tools }: BatchOptions): string[] {
  const faults = Object.entries(fargate)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `fargate.${name} is for Fargate only; leave it out, or set platform`);
  const requests = [['', { vcpus }] as const, ...Object.entries(tools)];
  for (const [tool, request] of requests)
    if (request.vcpus !== undefined && request.vcpus < 1)
      faults.push(`vcpus${tool && ` of ${tool}`} is ${request.vcpus}; EC2 takes 1 or more`);
  return faults;
}

function commonFaults(options: BatchOptions): string[] {
  const { secrets, environment, executionRole, jobRole, volumes, log, platform, linux } = options;
  const faults: string[] = [];
  const secretNames = Object.keys(secrets);
  if (secretNames.length > 0 && executionRole === undefined && platform !== 'fargate')
    faults.push('executionRole is missing; it reads the secrets');
  for (const name of secretNames)
    if (name in environment) faults.push(`${name} is both in environment and in secrets`);
  if (jobRole === undefined && volumes.some((volume) => 'efs' in volume && volume.efs.iam))
    faults.push('jobRole is missing; efs.iam checks it');
  if (log?.group !== undefined && log.driver !== 'awslogs')
    faults.push(`log.group is for awslogs, not for ${log.driver}`);
  const paths = [
    ...volumes.map(({ container }) => container),
    ...(linux.tmpfs ?? []).map(({ path }) => path),
  ];
  for (const path of new Set(paths))
    if (paths.filter((other) => other === path).length > 1) faults.push(`${path} is mounted twice`);
  return faults;
}
