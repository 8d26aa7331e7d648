import { run, SubprocessError } from '@joblayer/subprocess';
import { ContainerError } from '../error.ts';
import { withDockerLogin } from './docker-login.ts';
import type { EcrClient } from './ecr-client.ts';
import { manifestApi } from './manifest-api.ts';
import type { Registry } from './registry.ts';

/** Opens a repository with fresh credentials, for as long as `work` takes. */
export async function withRegistry<T>(
  ecr: EcrClient,
  host: string,
  repository: string,
  work: (registry: Registry) => Promise<T>,
): Promise<T> {
  const credentials = await ecr.getCredentials();
  const image = `${host}/${repository}`;
  return withDockerLogin(host, credentials, (env) =>
    work({
      image,
      ...manifestApi(host, repository, credentials),
      async push(localReference, tag) {
        const reference = `${image}:${tag}`;
        try {
          await run(['docker', 'tag', localReference, reference], { env });
          await run(['docker', 'push', reference], { env, echo: true });
        } catch (error) {
          if (!(error instanceof SubprocessError)) throw error;
          const detail = error.stderr.trim();
          throw new ContainerError({ code: 'push-failed', image: reference, detail }, error);
        }
      },
    }),
  );
}
