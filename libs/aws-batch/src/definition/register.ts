import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import type { BatchClient } from '../client/batch-client.ts';
import { HASH_TAG } from './job-definition.ts';

/**
 * Registers a job definition if it differs from its newest revision.
 *
 * @returns its ARN with the revision
 */
export async function register(
  batch: BatchClient,
  definition: RegisterJobDefinitionCommandInput,
  say: (line: string) => void,
): Promise<string> {
  const newest = await batch.newestDefinition(definition.jobDefinitionName ?? '');
  if (newest && newest.hash === definition.tags?.[HASH_TAG]) {
    say(`${newest.arn} is registered already`);
    return newest.arn;
  }
  const { arn } = await batch.register(definition);
  say(`Registered ${arn}`);
  return arn;
}
