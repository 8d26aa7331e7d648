import { ContainerError } from '../error.ts';
import type { EcrClient } from '../registry/ecr-client.ts';

/** ECR in memory, with the repositories that are there. */
export interface FakeEcrClient extends EcrClient {
  readonly repositories: Set<string>;
}

export function fakeEcrClient(
  present: readonly string[] = [],
  overrides: Partial<EcrClient> = {},
): FakeEcrClient {
  const repositories = new Set(present);
  const named = (name: string) => ({ uri: `registry.test/${name}` });
  return {
    repositories,
    describeRepository: async (repository) => {
      if (repositories.has(repository)) return named(repository);
      throw new ContainerError({ code: 'repository-not-found', repository });
    },
    createRepository: async (repository) => {
      if (repositories.has(repository))
        throw new ContainerError({ code: 'repository-already-exists', repository });
      repositories.add(repository);
      return named(repository);
    },
    getCredentials: async () => ({ username: 'AWS', password: 'secret' }),
    ...overrides,
  };
}
