import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import type { BatchClient, RegisteredDefinition } from '../client/batch-client.ts';
import { HASH_TAG } from './job-definition.ts';

/**
 * Registers a job definition if it differs from its newest revision.
 *
 * @returns the revision that has exactly this content, which need not be the newest a moment later
 */
export async function register(
  batch: BatchClient,
  definition: RegisterJobDefinitionCommandInput,
  say: (line: string) => void,
): Promise<RegisteredDefinition> {
  const newest = await batch.newestDefinition(definition.jobDefinitionName ?? '');
  if (newest && newest.hash === definition.tags?.[HASH_TAG]) {
    say(`${newest.arn} is registered already`);
    return newest;
  }
  const registered = await batch.register(definition);
  say(`Registered ${registered.arn}`);
  return registered;
}
