import type { Cloud } from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { imageRecordOf, type Definition } from './definition.ts';

/** The password of the registry's only user, AWS: the token that the local cloud's ECR hands out. */
const tokenOf = ({ accountId }: Cloud): string => `${accountId}-auth-token`;

const credentialsOf = (cloud: Cloud): string =>
  Buffer.from(`AWS:${tokenOf(cloud)}`).toString('base64');

/** Writes a docker configuration that is logged in to the cloud's registry. Returns its directory. */
export async function dockerConfig(cloud: Cloud, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const auths = { [cloud.registry]: { auth: credentialsOf(cloud) } };
  await writeFile(path.join(directory, 'config.json'), JSON.stringify({ auths }), { mode: 0o600 });
  return directory;
}

/** The variables by which Apptainer logs in to the cloud's registry. */
export const apptainerLogin = (cloud: Cloud): Readonly<Record<string, string>> => ({
  APPTAINER_DOCKER_USERNAME: 'AWS',
  APPTAINER_DOCKER_PASSWORD: tokenOf(cloud),
});

/**
 * Pushes images to the local cloud's registry, because an image has a digest only in a registry.
 * Returns each image's reference by its digest.
 */
export async function publish(
  definitions: readonly Definition[],
  cloud: Cloud,
  config: string,
): Promise<ReadonlyMap<string, string>> {
  const published = new Map<string, string>();
  for (const { package: name, reference } of definitions) {
    if (published.has(name)) continue;
    const repository = `${cloud.registry}/joblayer/${name}`;
    const remote = `${repository}:${reference.split(':').at(-1) ?? 'latest'}`;
    const env = { DOCKER_CONFIG: config };
    await run(['docker', 'tag', reference, remote]);
    await run(['docker', 'push', '--quiet', remote], { env });
    const format = '{{range .RepoDigests}}{{println .}}{{end}}';
    const { stdout } = await run(['docker', 'image', 'inspect', '--format', format, remote]);
    const digest = stdout.split('\n').find((line) => line.startsWith(`${repository}@`));
    if (digest === undefined) throw new Error(`${remote} has no digest after its push`);
    published.set(name, digest);
  }
  return published;
}

/** Gives the image that this workspace built last the tag `latest` in the local cloud's registry. */
export async function pushLatest(
  name: string,
  cloud: Cloud,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { reference } = await imageRecordOf(name);
  const remote = `${cloud.registry}/joblayer/${name}:latest`;
  await run(['docker', 'tag', reference, remote]);
  await run(['docker', 'push', '--quiet', remote], { env });
}
