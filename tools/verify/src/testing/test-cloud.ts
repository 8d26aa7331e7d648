import type { Cloud } from '@joblayer/local-cloud';
import { S3Client } from '@aws-sdk/client-s3';

const NETWORK = 'JOBLAYER_CLOUD_NETWORK';
const JOB_ENVIRONMENT = 'JOBLAYER_CLOUD_JOB_ENVIRONMENT';

/** The variables from which the tests know the cloud that runs for them, besides AWS' own. */
export function cloudVariables(cloud: Cloud): Readonly<Record<string, string>> {
  return {
    JOBLAYER_CLOUD_NAME: cloud.name,
    [NETWORK]: cloud.network,
    [JOB_ENVIRONMENT]: JSON.stringify(cloud.jobEnv),
  };
}

/** The cloud that runs for the tests. */
export interface TestCloud {
  readonly endpointUrl: string;
  /** The engine's network in which a container reaches the cloud with `jobEnv`. */
  readonly network: string;
  readonly jobEnv: Readonly<Record<string, string>>;
  readonly s3: S3Client;
}

/** @throws Error where none runs: integration tests are started by `npm test` */
export function testCloud(): TestCloud {
  const { AWS_ENDPOINT_URL, [NETWORK]: network, [JOB_ENVIRONMENT]: jobEnv } = process.env;
  if (!AWS_ENDPOINT_URL || !network || !jobEnv) {
    throw new Error('no local cloud runs for this test: start it with npm test');
  }
  return {
    endpointUrl: AWS_ENDPOINT_URL,
    network,
    jobEnv: JSON.parse(jobEnv) as Record<string, string>,
    s3: new S3Client({ forcePathStyle: true }),
  };
}
