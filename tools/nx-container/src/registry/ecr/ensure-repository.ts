import { ecrServiceProblem } from './problems.ts';
import type { EcrClient, EcrRepository } from './ecr-client.ts';
import { reconcile } from './reconcile.ts';
import type { RepositorySettings } from './repository-settings.ts';

type Say = (line: string) => void;

/**
 * The repository of that name. It is created when ECR says that there is none, and only then. Where one that
 * is there differs from its settings, that is said, and changed as far as the settings allow it.
 */
export async function ensureRepository(
  ecr: EcrClient,
  name: string,
  settings: RepositorySettings,
  say: Say,
): Promise<EcrRepository> {
  const found = await find(ecr, name);
  if (!found) {
    try {
      return await create(ecr, name, settings, say);
    } catch (error) {
      // Another push, started at the same time, was faster.
      if (!ecrServiceProblem.is(error, 'repository-already-exists')) throw error;
    }
  }
  const repository = found ?? (await ecr.describeRepository(name));
  await reconcile(ecr, name, repository, settings, say);
  return repository;
}

/** Undefined only when ECR says that there is none. */
async function find(ecr: EcrClient, name: string): Promise<EcrRepository | undefined> {
  try {
    return await ecr.describeRepository(name);
  } catch (error) {
    if (ecrServiceProblem.is(error, 'repository-not-found')) return undefined;
    throw error;
  }
}

async function create(
  ecr: EcrClient,
  name: string,
  settings: RepositorySettings,
  say: Say,
): Promise<EcrRepository> {
  const repository = await createWithTagRule(ecr, name, settings, say);
  say(`Created the repository ${repository.uri}`);
  const { lifecyclePolicy, accessPolicy } = settings;
  if (lifecyclePolicy !== undefined) await ecr.putLifecyclePolicy(name, lifecyclePolicy);
  if (accessPolicy !== undefined) await ecr.putAccessPolicy(name, accessPolicy);
  return repository;
}

/** Where the service does not know exceptions from immutability, `latest` needs tags that can be moved. */
async function createWithTagRule(
  ecr: EcrClient,
  name: string,
  settings: RepositorySettings,
  say: Say,
): Promise<EcrRepository> {
  try {
    return await ecr.createRepository(name, settings);
  } catch (error) {
    if (!ecrServiceProblem.is(error, 'tag-rule-refused')) throw error;
    say(
      `This service does not take immutable tags with exceptions: ${name} gets tags that can be moved. (A push by this plugin never overwrites a version.)`,
    );
    return ecr.createRepository(name, { ...settings, tags: { kind: 'mutable' } });
  }
}
