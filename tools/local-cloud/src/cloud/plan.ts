import { LocalCloudError, type PortFlag } from '../error.ts';

export const DEFAULT_NAME = 'joblayer';
export const DEFAULT_AWS_PORT = 4566;
export const DEFAULT_REGISTRY_PORT = 5566;

/** The port that both servers listen on inside their containers. */
export const CONTAINER_PORT = 5000;

/** The account and region of everything in the cloud. The account is moto's default. */
export const ACCOUNT_ID = '123456789012';
export const REGION = 'us-east-1';

/** The label of every container and network of a cloud. Its value is the cloud's name. */
export const CLOUD_LABEL = 'joblayer.cloud';

/** The label of every job's container, beside CLOUD_LABEL. Its value is the job's id. */
export const JOB_LABEL = 'joblayer.job';

/** What every cloud has from its start. */
export const BUCKET = 'joblayer';
export const QUEUE = 'joblayer';
export const SERVICE_ROLE = 'joblayer-batch';

/**
 * How many vCPUs of jobs run at once. More than most machines have, because a job's own granted
 * share is what its tool divides.
 */
export const DEFAULT_VCPUS = 16;

/** The names of a cloud's parts in the engine. */
export interface CloudNames {
  readonly name: string;
  readonly network: string;
  readonly aws: string;
  readonly registry: string;
}

/**
 * Names the parts. A cloud's name becomes a host name, so it follows DNS's rule. It is short enough
 * for `-registry`.
 */
export function cloudNames(name: string): CloudNames {
  if (name.length < 2 || name.length > 40 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new LocalCloudError({ code: 'invalid-name', name });
  }
  return {
    name,
    network: name,
    aws: `${name}-aws`,
    registry: `${name}-registry`,
  };
}

/** A port to publish on. 0 means any free one. */
export function parsePort(flag: PortFlag, value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new LocalCloudError({ code: 'invalid-port', flag, value });
  }
  return value;
}
