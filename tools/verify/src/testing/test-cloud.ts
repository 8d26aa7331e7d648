import type { Cloud, S3Server } from '@joblayer/local-cloud';
import { S3Client } from '@aws-sdk/client-s3';
import type { ContainerOptions } from './container.ts';

const NETWORK = 'JOBLAYER_CLOUD_NETWORK';
const JOB_ENVIRONMENT = 'JOBLAYER_CLOUD_JOB_ENVIRONMENT';
const CEPH_ENDPOINT = 'JOBLAYER_CEPH_ENDPOINT';
const CEPH_ACCESS_KEY_ID = 'JOBLAYER_CEPH_ACCESS_KEY_ID';
const CEPH_SECRET_ACCESS_KEY = 'JOBLAYER_CEPH_SECRET_ACCESS_KEY';

/** The variables that describe the tests' cloud, besides AWS' own. */
export function cloudVariables(cloud: Cloud): Readonly<Record<string, string>> {
  return {
    JOBLAYER_CLOUD_NAME: cloud.name,
    [NETWORK]: cloud.network,
    [JOB_ENVIRONMENT]: JSON.stringify(cloud.jobEnv),
  };
}

/** The variables that describe the tests' production S3 server. */
export function cephVariables(server: S3Server): Readonly<Record<string, string>> {
  return {
    [CEPH_ENDPOINT]: server.endpointUrl,
    [CEPH_ACCESS_KEY_ID]: server.accessKeyId,
    [CEPH_SECRET_ACCESS_KEY]: server.secretAccessKey,
  };
}

/** The cloud that runs for the tests. */
export interface TestCloud {
  readonly endpointUrl: string;
  /** The engine's network in which a container reaches the cloud with `jobEnv`. */
  readonly network: string;
  readonly jobEnv: Readonly<Record<string, string>>;
  /** Options with which a container reaches the cloud as its jobs do. */
  readonly inCloud: ContainerOptions;
  readonly s3: S3Client;
}

/** @throws Error where none runs: `npm test` starts one for integration tests */
export function testCloud(): TestCloud {
  const { AWS_ENDPOINT_URL, [NETWORK]: network, [JOB_ENVIRONMENT]: environment } = process.env;
  if (!AWS_ENDPOINT_URL || !network || !environment) {
    throw new Error('no local cloud runs for this test: start it with npm test');
  }
  const jobEnv = JSON.parse(environment) as Record<string, string>;
  return {
    endpointUrl: AWS_ENDPOINT_URL,
    network,
    jobEnv,
    inCloud: { env: jobEnv, docker: ['--network', network] },
    s3: new S3Client({ forcePathStyle: true }),
  };
}

/** An S3 server for tests, and the environment with which the runtime uses it. */
export interface TestS3 {
  readonly name: string;
  readonly endpointUrl: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly s3: S3Client;
}

/** moto's S3, the cloud's own: lenient, and with checksums. */
export function motoS3(): TestS3 {
  const { endpointUrl, s3 } = testCloud();
  return { name: 'moto', endpointUrl, env: process.env, s3 };
}

/** Ceph's S3, a production server: strict about conditions and signatures, and without checksums. */
export function cephS3(): TestS3 {
  const {
    [CEPH_ENDPOINT]: endpointUrl,
    [CEPH_ACCESS_KEY_ID]: accessKeyId,
    [CEPH_SECRET_ACCESS_KEY]: secretAccessKey,
  } = process.env;
  if (!endpointUrl || !accessKeyId || !secretAccessKey) {
    throw new Error('no production S3 server runs for this test: start it with npm test');
  }
  return {
    name: 'Ceph',
    endpointUrl,
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    },
    s3: new S3Client({
      endpoint: endpointUrl,
      forcePathStyle: true,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
    }),
  };
}
