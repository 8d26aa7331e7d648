import { awsError } from '@joblayer/aws-client';
import { sayOnce } from '../say.ts';

/** Variables of AWS and of the network that a job's S3 client reads. Their values stay out of every command line. */
const HANDED_ON = [
  ...[
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_S3',
    'AWS_USE_FIPS_ENDPOINT',
    'AWS_USE_DUALSTACK_ENDPOINT',
  ],
  ...['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'],
  ...[
    'AWS_EC2_METADATA_DISABLED',
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'NO_PROXY',
    'https_proxy',
    'http_proxy',
    'no_proxy',
  ],
];

type Variables = Readonly<Record<string, string>>;

/** The variables of the network alone, for jobs that read web servers or S3. */
export const networkVariables = (env: NodeJS.ProcessEnv): Variables =>
  Object.fromEntries(
    HANDED_ON.flatMap((name) => {
      const value = env[name];
      return value ? [[name, value]] : [];
    }),
  );

/**
 * What a job needs to reach S3 as the user who runs this: keys and a region, from wherever the SDK finds them. A profile
 * or a login by SSO gives temporary keys.
 *
 * @throws ProblemError `credentials-missing`, `region-missing`
 */
export async function awsVariables(region: string | undefined): Promise<Variables> {
  const { ECRClient } = await import('@aws-sdk/client-ecr');
  // Any client of the SDK finds credentials and region alike. No request is sent.
  const { config } = new ECRClient(region === undefined ? {} : { region });
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await config.credentials();
    const found = await config.region();
    if (expiration) sayOnce(`the AWS credentials expire at ${expiration.toISOString()}`);
    return {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
      AWS_REGION: found,
    };
  } catch (error) {
    throw awsError(error as Error, 's3:GetObject') ?? error;
  }
}
