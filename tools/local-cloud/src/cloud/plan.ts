import { LocalCloudError, type PortFlag } from '../error.ts';

export const DEFAULT_NAME = 'joblayer';
export const DEFAULT_AWS_PORT = 4566;
export const DEFAULT_REGISTRY_PORT = 5566;

/** The account and region of everything in the cloud; moto's default account. */
export const ACCOUNT_ID = '123456789012';
export const REGION = 'us-east-1';

/** The label that every container and network of a cloud carries; its value is the cloud's name. */
export const CLOUD_LABEL = 'joblayer.cloud';

/** What the parts of a cloud are called in the engine. */
export interface CloudNames {
  readonly name: string;
  readonly network: string;
  readonly aws: string;
  readonly registry: string;
}

/** Names the parts. The name becomes a host name, so the rule is DNS's, and short enough for `-registry`. */
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

/** A port to publish on: 0 means any free one. */
export function parsePort(flag: PortFlag, value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new LocalCloudError({ code: 'invalid-port', flag, value });
  }
  return value;
}
