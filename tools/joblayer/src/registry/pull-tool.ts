import type { ImageReference } from '@joblayer/registry';
import { formatImageReference } from '@joblayer/registry';
import { withDockerLogin } from '@joblayer/registry/docker';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { say } from '../say.ts';
import { openRegistry, type RegistrySources } from './open-registry.ts';

/**
 * Brings an image into the engine, by its digest. A version never names another image later, so it is tagged: the next
 * job finds it without asking the registry.
 *
 * @throws ProblemError `pull-refused`
 */
export async function pullTool(
  engine: Engine,
  image: ImageReference,
  digest: string,
  sources: RegistrySources,
): Promise<void> {
  const { registry: host, tag } = image;
  if (host === undefined) throw new Error(`${digest} is in no registry`);
  say(`pulling ${digest}`);
  const { isEcr, credentials } = await openRegistry(host, sources);
  const isDocker = engine.program === 'docker';
  if (isEcr)
    await withDockerLogin(
      host,
      credentials,
      (env) => engine.pull(digest, forPodman(env)),
      isDocker,
    );
  else await engine.pull(digest);
  if (tag !== undefined && tag !== 'latest')
    await engine.call(['tag', digest, formatImageReference({ ...image, digest: undefined })]);
}

/** podman reads logins from the file that this variable names. */
const forPodman = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...env,
  REGISTRY_AUTH_FILE: join(env['DOCKER_CONFIG'] ?? '', 'config.json'),
});
