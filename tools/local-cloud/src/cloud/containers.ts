import { SETTINGS_VARIABLE, type ServerSettings } from '../batch/server-settings.ts';
import { jobEnvironment } from './environment.ts';
import {
  ACCOUNT_ID,
  BUCKET,
  CLOUD_LABEL,
  type CloudNames,
  CONTAINER_PORT,
  DEFAULT_VCPUS,
  QUEUE,
  REGION,
  SERVICE_ROLE,
} from './plan.ts';

/** Publishes on the loopback address only: neither server is safe to expose to a network. */
const publish = (port: number) => `127.0.0.1:${port === 0 ? '' : port}:${CONTAINER_PORT}`;

const common = (names: CloudNames, container: string) => [
  '--name',
  container,
  '--hostname',
  container,
  '--label',
  `${CLOUD_LABEL}=${names.name}`,
  '--network',
  names.network,
];

/** `docker create …` of the registry. Its images are deleted with the container. */
export function registryContainer(names: CloudNames, image: string, port: number): string[] {
  return ['create', ...common(names, names.registry), '--publish', publish(port), image];
}

/**
 * `docker create …` of the AWS endpoint. Batch needs the engine's socket to run jobs as containers
 * beside it.
 */
export function awsContainer(
  names: CloudNames,
  image: string,
  port: number,
  engineSocket: string,
  vcpus = DEFAULT_VCPUS,
): string[] {
  return [
    'create',
    ...common(names, names.aws),
    '--publish',
    publish(port),
    '--mount',
    // Not /var/run: it is a link in the image, and newer engines' `docker cp` refuses a mount below
    // a link.
    `type=bind,source=${engineSocket},target=/run/docker.sock`,
    ...environment({
      MOTO_ACCOUNT_ID: ACCOUNT_ID,
      MOTO_EC2_LOAD_DEFAULT_AMIS: 'false',
      AWS_DEFAULT_REGION: REGION,
      S3_IGNORE_SUBDOMAIN_BUCKETNAME: 'true',
      [SETTINGS_VARIABLE]: JSON.stringify(serverSettings(names, vcpus)),
    }),
    image,
  ];
}

const serverSettings = (names: CloudNames, vcpus: number): ServerSettings => ({
  accountId: ACCOUNT_ID,
  region: REGION,
  port: CONTAINER_PORT,
  network: names.network,
  labels: { [CLOUD_LABEL]: names.name },
  jobEnvironment: jobEnvironment(names),
  names: { bucket: BUCKET, queue: QUEUE, serviceRole: SERVICE_ROLE },
  vcpus,
});

const environment = (variables: Readonly<Record<string, string>>) =>
  Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);

/**
 * The docker configuration with which Batch pulls job images. The engine does the pull, so the
 * registry has its address on the host.
 */
export function dockerConfig(registry: string): string {
  const auth = Buffer.from(`AWS:${ACCOUNT_ID}-auth-token`).toString('base64');
  return JSON.stringify({ auths: { [registry]: { auth } } });
}
