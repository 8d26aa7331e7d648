import { ecrServiceProblem } from '../registry/ecr/problems.ts';
import type { EcrClient, EcrRepository } from '../registry/ecr/ecr-client.ts';

interface FakeRepository extends EcrRepository {
  readonly lifecyclePolicy?: string | undefined;
  readonly accessPolicy?: string | undefined;
  readonly isEmpty?: boolean;
}

/** ECR in memory: its repositories, and the calls that changed something. */
export interface FakeEcrClient extends EcrClient {
  readonly repositories: Map<string, FakeRepository>;
  readonly changes: string[];
}

export function fakeEcrClient(
  present: Readonly<Record<string, Partial<FakeRepository>>> = {},
  overrides: Partial<EcrClient> = {},
): FakeEcrClient {
  const repositories = new Map<string, FakeRepository>();
  const changes: string[] = [];
  for (const [name, changed] of Object.entries(present))
    repositories.set(name, {
      uri: `registry.test/${name}`,
      scanOnPush: true,
      tags: { kind: 'immutable', except: ['latest'] },
      encryption: { type: 'AES256' },
      ...changed,
    });
  const found = (repository: string): FakeRepository => {
    const it = repositories.get(repository);
    if (it) return it;
    throw ecrServiceProblem({ code: 'repository-not-found', repository });
  };
  const change = (call: string, name: string, changed: Partial<FakeRepository>) => {
    changes.push(call);
    repositories.set(name, { ...found(name), ...changed });
  };
  return {
    repositories,
    changes,
    describeRepository: async (name) => found(name),
    createRepository: async (name, { scanOnPush, tags, encryption }) => {
      if (repositories.has(name))
        throw ecrServiceProblem({ code: 'repository-already-exists', repository: name });
      changes.push('create');
      repositories.set(name, { uri: `registry.test/${name}`, scanOnPush, tags, encryption });
      return found(name);
    },
    lifecyclePolicy: async (name) => found(name).lifecyclePolicy,
    accessPolicy: async (name) => found(name).accessPolicy,
    isEmpty: async (name) => found(name).isEmpty ?? false,
    putScanOnPush: async (name, scanOnPush) => change('scanOnPush', name, { scanOnPush }),
    putTagRule: async (name, tags) => change('tags', name, { tags }),
    putLifecyclePolicy: async (name, lifecyclePolicy) =>
      change('lifecycle', name, { lifecyclePolicy }),
    putAccessPolicy: async (name, accessPolicy) => change('access', name, { accessPolicy }),
    logIn: async () => ({
      credentials: { kind: 'password', username: 'AWS', password: 'secret' },
      host: 'registry.test',
    }),
    ...overrides,
  };
}
