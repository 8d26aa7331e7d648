import { run, SubprocessError } from '@joblayer/subprocess';
import { registryApi, type RegistryCredentials } from '@joblayer/registry';
import { type LoginEnv, withDockerLogin } from '@joblayer/registry/docker';
import type { Registry } from '../registry.ts';
import { pushProblem } from '../problems.ts';

/** A repository, and the credentials to use. */
export interface RepositoryAccess {
  readonly host: string;
  /** The name without the host: `joblayer/samtools-stats` */
  readonly repository: string;
  /** Undefined: anonymous. */
  readonly credentials: RegistryCredentials | undefined;
  /** The host that issues tokens, where it is not the registry's own. */
  readonly tokenHost?: string | undefined;
}

/**
 * A repository through its HTTP API and, to move layers, through docker. docker is logged in only
 * for that.
 */
export function dockerRegistry(access: RepositoryAccess): Registry {
  const { host, repository, credentials, tokenHost } = access;
  const image = `${host}/${repository}`;
  const loggedIn = (work: (env: LoginEnv) => Promise<void>) =>
    withDockerLogin(host, credentials, work);
  return {
    image,
    ...registryApi(host, repository, credentials, tokenHost),
    push: (localReference, tag) =>
      loggedIn(async (env) => {
        const reference = `${image}:${tag}`;
        await docker('push-failed', reference, ['tag', localReference, reference], env);
        await docker('push-failed', reference, ['push', reference], env);
      }),
    pull: (digest, localReference) =>
      loggedIn(async (env) => {
        const reference = `${image}@${digest}`;
        await docker('pull-failed', reference, ['pull', reference], env);
        await docker('pull-failed', reference, ['tag', reference, localReference], env);
        // Removes only this name. The image keeps its local one.
        await docker('pull-failed', reference, ['image', 'rm', reference], env);
      }),
  };
}

async function docker(
  code: 'push-failed' | 'pull-failed',
  image: string,
  args: readonly string[],
  env: LoginEnv,
): Promise<void> {
  try {
    await run(['docker', ...args], { env, echo: true });
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    throw pushProblem({ code, image, detail: error.stderr.trim() }, error);
  }
}
