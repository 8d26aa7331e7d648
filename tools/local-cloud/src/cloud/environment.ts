import { BUCKET, CONTAINER_PORT, QUEUE, REGION, type CloudNames } from './plan.ts';

/** Variables to set, and to remove (`undefined`). */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The servers accept any pair. These are clearly not real credentials. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local-cloud', AWS_SECRET_ACCESS_KEY: 'local-cloud' };

/** Removed even where they are not set now. So `env` also clears a shell that sets them later. */
const REAL_ACCOUNT_VARIABLES = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_ENDPOINT_URL_S3',
  'AWS_ENDPOINT_URL_ECR',
  'AWS_ENDPOINT_URL_BATCH',
];

/**
 * The environment with which a process on this host sends every AWS call to the cloud, none to a
 * real account. It removes all `AWS_*` variables of `inherited`, because a service's own endpoint
 * would override ours. It stops the SDK from reading profile files and instance roles.
 */
export function hostEnvironment(
  ports: { readonly aws: number; readonly registry: number },
  inherited: Environment = process.env,
): Environment {
  const foreign = Object.keys(inherited).filter(
    (name) => name.startsWith('AWS_') && name !== 'AWS_CA_BUNDLE',
  );
  const removed = [...new Set([...REAL_ACCOUNT_VARIABLES, ...foreign])].sort();
  return {
    ...Object.fromEntries(removed.map((name) => [name, undefined])),
    AWS_ENDPOINT_URL: `http://127.0.0.1:${ports.aws}`,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    ...CREDENTIALS,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    JOBLAYER_REGISTRY: `127.0.0.1:${ports.registry}`,
  };
}

/**
 * The environment of a job's container. It is in the cloud's network, so it uses the endpoint's
 * name there.
 */
export function jobEnvironment(names: CloudNames): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: `http://${names.aws}:${CONTAINER_PORT}`,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    ...CREDENTIALS,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/**
 * What a shell needs besides `hostEnvironment`: where jobs, images and results go, and the variables
 * with which `batch-register` gives jobs the endpoint and credentials.
 */
export function userEnvironment(names: CloudNames, registryPort: number): Environment {
  const forJobs = Object.entries(jobEnvironment(names));
  return {
    JOBLAYER_CLOUD_NAME: names.name,
    JOBLAYER_CLOUD_NETWORK: names.network,
    JOBLAYER_BUCKET: BUCKET,
    JOBLAYER_QUEUE: QUEUE,
    JOBLAYER_REGISTRY_PREFIX: `127.0.0.1:${registryPort}/joblayer`,
    ...Object.fromEntries(
      forJobs.map(([name, value]) => [`JOBLAYER_JOB_ENV_${name}`, value] as const),
    ),
  };
}

/** Renders an environment for `eval` in a POSIX shell. */
export function asShellExports(environment: Environment): string {
  const entries = Object.entries(environment);
  const unset = entries.filter(([, value]) => value === undefined).map(([name]) => name);
  const set = entries.flatMap(([name, value]) =>
    value === undefined ? [] : [`export ${name}='${value.replaceAll("'", `'\\''`)}'`],
  );
  return [...(unset.length > 0 ? [`unset ${unset.join(' ')}`] : []), ...set].join('\n');
}
