import { S3Client } from '@aws-sdk/client-s3';
import { retryInvalidResponses } from './invalid-response.ts';
import { renewCredentials } from './renew-credentials.ts';
import { giveUpSilence } from './silence.ts';
import { Silence } from '../../transfer/silence.ts';
import { trustedCertificates } from '../../https/trusted-certificates.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** Ends an idle connection: the SDK's request time-out does not cover a body that stalls. */
const SOCKET_IDLE_MS = 25_000;
const MAX_SOCKETS = 64;
const MAX_ATTEMPTS = 5;

export interface S3ClientOptions {
  /** Accepts that the job's account pays for requests to requester-pays buckets. */
  readonly requesterPays?: boolean;
  /** Shared by all clients of a job. */
  readonly silence?: Silence;
  /** Ends a connection that is idle for this time. Default: 25 s. */
  readonly responseMs?: number;
}

/** The region that the environment names, if any. */
export const regionOf = (env: NodeJS.ProcessEnv): string | undefined =>
  env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];

/** The region of the AWS profile (AWS_PROFILE, AWS_CONFIG_FILE), as the SDK reads it. Default: us-east-1. */
async function regionOfProfile(env: NodeJS.ProcessEnv): Promise<string> {
  const profile = env['AWS_PROFILE'];
  const client = new S3Client(profile === undefined ? {} : { profile });
  try {
    return await client.config.region();
  } catch {
    return 'us-east-1';
  } finally {
    client.destroy();
  }
}

/**
 * A client for one region. Region, credentials and endpoint come from the standard variables and files of AWS.
 * With a custom endpoint, the bucket is in the path: such servers rarely have a host name for each bucket.
 */
export function createS3Client(env: NodeJS.ProcessEnv, options: S3ClientOptions = {}): S3Client {
  const { requesterPays = false, silence = new Silence(), responseMs = SOCKET_IDLE_MS } = options;
  const ownEndpoint = env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'];
  const ca = trustedCertificates(env);
  const agent = { maxSockets: MAX_SOCKETS, keepAlive: true, proxyEnv: env };
  const client = new S3Client({
    region: regionOf(env) ?? (() => regionOfProfile(env)),
    // An access point is in the region that its ARN names.
    useArnRegion: true,
    ...(ownEndpoint && { endpoint: ownEndpoint, forcePathStyle: true }),
    ...credentialsOf(env),
    maxAttempts: MAX_ATTEMPTS,
    // Checksums of uploads are computed here and sent as headers: some S3-compatible servers fail on trailers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: responseMs,
      httpAgent: agent,
      httpsAgent: { ...agent, ...(ca && { ca: [...ca] }) },
    },
  });
  renewCredentials(client);
  retryInvalidResponses(client);
  giveUpSilence(client, silence, responseMs);
  if (requesterPays) acceptCharges(client);
  return client;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html */
function acceptCharges(client: S3Client): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers['x-amz-request-payer'] = 'requester';
      return next(args);
    },
    { step: 'build', name: 'acceptCharges' },
  );
}

/** Keys come from `env`. The SDK finds all other credentials, such as those of roles and profiles. */
function credentialsOf(env: NodeJS.ProcessEnv) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const sessionToken = env['AWS_SESSION_TOKEN'];
  if (!accessKeyId || !secretAccessKey || env['AWS_PROFILE']) return {};
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } };
}
