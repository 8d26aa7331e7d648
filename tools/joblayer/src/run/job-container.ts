import { randomBytes } from 'node:crypto';
import type { JobContainer, User } from './container.ts';
import { awsVariables, networkVariables } from './credentials.ts';
import { checkTarget, type Mount } from './mount.ts';
import type { CheckedRun } from './checked-run.ts';
import { usesS3, variablesOfTool } from './variables.ts';

const NAMES_OF_KEYS = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
};
/** Their values are no secrets. */
const PLAIN = ['JOBLAYER_IMAGE', 'JOBLAYER_SCRATCH_DIR', 'JOBLAYER_CACHE_DIR', 'AWS_REGION'];
const JOB_VARIABLE = 'JOBLAYER_JOB_ENV_';
const LOOPBACK = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/;
/** A host name under which containers of Docker Desktop reach the machine that it runs on. */
const DESKTOP_HOST = 'host.docker.internal';

/** A job's container, and the values of its variables. */
export interface JobContainerWithValues {
  readonly container: JobContainer;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * @param written mounts of the directories that the job writes to
 * @throws ProblemError `mount-hides-image`, `credentials-missing`, `region-missing`
 */
export async function jobContainer(
  run: CheckedRun,
  written: readonly Mount[],
): Promise<JobContainerWithValues> {
  const { options, tool, job, files, argv } = run;
  const { env, settings } = options;
  const planned = files.directories.map((path) => ({
    source: path,
    target: path,
    isReadOnly: false,
  }));
  const mounts = [...(written.length > 0 ? written : planned), ...files.inputs];
  mounts.forEach(({ target }) => checkTarget(target));
  const values = {
    JOBLAYER_IMAGE: tool.digest,
    ...variablesOfTool(tool.description, env),
    ...(settings.scratchDir && { JOBLAYER_SCRATCH_DIR: settings.scratchDir.value }),
    ...(settings.cacheDir && { JOBLAYER_CACHE_DIR: settings.cacheDir.value }),
    ...networkVariables(env),
    ...(usesS3(job) && (await awsFor(options))),
    ...ofJobs(env),
  };
  const reachable = reach(values);
  const container = {
    ...{ mounts, args: argv, image: tool.digest, name: containerName(tool.description) },
    variables: Object.fromEntries(
      Object.entries(reachable.values).map(([variable, value]) => [
        variable,
        PLAIN.includes(variable) ? value : undefined,
      ]),
    ),
    ...{ cpus: options.vcpus, memoryMiB: options.memoryMiB },
    network: options.network ?? reachable.network,
    workDir: process.cwd(),
    user: currentUser(),
  };
  return { container, values: reachable.values };
}

/** A printed command names the variables. Whoever runs it sets them. */
const awsFor = async ({ print, settings: { region } }: CheckedRun['options']) =>
  print
    ? { ...NAMES_OF_KEYS, ...(region && { AWS_REGION: region.value }) }
    : awsVariables(region?.value);

const containerName = ({ toolManifest }: CheckedRun['tool']['description']): string =>
  `joblayer-${toolManifest.name}-${randomBytes(4).toString('hex')}`;

const currentUser = (): User => ({
  uid: process.getuid?.() ?? 0,
  gid: process.getgid?.() ?? 0,
  groups: process.getgroups?.() ?? [],
});

/** Variables that are for jobs only: `JOBLAYER_JOB_ENV_NAME` gives them NAME. */
const ofJobs = (env: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(JOB_VARIABLE) && value ? [[name.slice(JOB_VARIABLE.length), value]] : [],
    ),
  );

/** In a container, localhost is the container. So a job whose S3 is on this machine needs this machine's network. */
function reach(values: Readonly<Record<string, string>>): {
  readonly values: Readonly<Record<string, string>>;
  readonly network: string | undefined;
} {
  const local = Object.entries(values).filter(
    ([name, value]) => name.startsWith('AWS_ENDPOINT_URL') && LOOPBACK.test(value),
  );
  if (local.length === 0) return { values, network: undefined };
  if (process.platform === 'linux') return { values, network: 'host' };
  const renamed = local.map(([name, value]) => {
    const url = new URL(value);
    url.hostname = DESKTOP_HOST;
    return [name, url.href] as const;
  });
  return { values: { ...values, ...Object.fromEntries(renamed) }, network: undefined };
}
