import { ecrServiceProblem } from './problems.ts';
import type { EcrClient, EcrRepository } from './ecr-client.ts';
import { reconcile } from './reconcile.ts';
import type { RepositorySettings } from './repository-settings.ts';

type Say = (line: string) => void;

/**
 * The repository of that name. Creates it only when ECR says that it does not exist. Reports where
 * an existing one differs from its settings, and changes what the settings allow.
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

/** Undefined only when ECR says that the repository does not exist. */
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

/** `latest` needs movable tags where the service does not support exceptions from immutability. */
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
      `This service does not support immutable tags with exceptions, so ${name} gets movable tags. (A push by this plugin never overwrites a version.)`,
    );
    return ecr.createRepository(name, { ...settings, tags: { kind: 'mutable' } });
  }
}
