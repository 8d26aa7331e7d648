import { hasCode } from '../error.ts';
import type { EcrClient, EcrRepository } from './ecr-client.ts';

/** The repository of that name; it is created when ECR says that there is none, and only then. */
export async function ensureRepository(
  ecr: EcrClient,
  name: string,
  say: (line: string) => void,
): Promise<EcrRepository> {
  try {
    return await ecr.describeRepository(name);
  } catch (error) {
    if (!hasCode(error, 'repository-not-found')) throw error;
  }
  try {
    const repository = await ecr.createRepository(name);
    say(`Created the repository ${repository.uri}`);
    return repository;
  } catch (error) {
    // Another push, started at the same time, was faster.
    if (hasCode(error, 'repository-already-exists')) return ecr.describeRepository(name);
    throw error;
  }
}
