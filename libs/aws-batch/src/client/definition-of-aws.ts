import type {
  DescribeJobDefinitionsCommandOutput,
  RegisterJobDefinitionCommandInput,
  RegisterJobDefinitionCommandOutput,
} from '@aws-sdk/client-batch';
import type { RegisteredDefinition } from './batch-client.ts';
import { HASH_TAG } from '../definition/job-definition.ts';
import { memoryMiBOf } from '../definition/memory-floor.ts';

/** The newest revision on the pages of DescribeJobDefinitions; undefined if there is none. */
export async function newestOf(
  pages: AsyncIterable<DescribeJobDefinitionsCommandOutput>,
): Promise<RegisteredDefinition | undefined> {
  let newest: RegisteredDefinition | undefined;
  for await (const page of pages)
    for (const each of page.jobDefinitions ?? []) {
      const { jobDefinitionArn, revision } = each;
      if (jobDefinitionArn === undefined || revision === undefined) continue;
      if (newest && newest.revision > revision) continue;
      newest = { arn: jobDefinitionArn, revision, ...factsOf(each) };
    }
  return newest;
}

export function definitionOf(
  definition: RegisterJobDefinitionCommandInput,
  { jobDefinitionArn: arn, revision }: RegisterJobDefinitionCommandOutput,
): RegisteredDefinition {
  if (arn === undefined || revision === undefined) throw new Error('The response has no revision.');
  return { arn, revision, ...factsOf(definition) };
}

const factsOf = ({
  tags,
  containerProperties,
  platformCapabilities,
}: Pick<
  RegisterJobDefinitionCommandInput,
  'tags' | 'containerProperties' | 'platformCapabilities'
>) => ({
  hash: tags?.[HASH_TAG],
  memoryMiB: memoryMiBOf(containerProperties),
  image: containerProperties?.image,
  platform: platformCapabilities?.includes('FARGATE') ? ('fargate' as const) : ('ec2' as const),
});
