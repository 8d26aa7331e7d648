import { awsBatchClient } from '../batch/aws-batch-client.ts';
import { definitionName } from '../batch/definition-name.ts';
import { jobDefinition } from '../batch/job-definition.ts';
import { register } from '../batch/register.ts';
import { toolResources } from '../batch/tool-process.ts';
import { readConfiguration } from '../configuration.ts';
import { pushedImage } from '../image/push-record.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';
import type { ImageOptions } from './remotes.ts';

/** The job definition's ARN is all that it writes to standard output. */
export default executor<ImageOptions & { readonly from?: string }>(async (pkg, options) => {
  const { repositoryPrefix, batch, dryRun } = options;
  const image = dryRun
    ? `${repositoryPrefix}/${pkg.name}@(its digest)`
    : await pushedImage(pkg, options.from);
  const name = definitionName(repositoryPrefix, pkg.name);
  const resources = await toolResources(pkg);
  const { jobEnvironment } = readConfiguration(process.env);
  const environment = { ...batch.environment, ...jobEnvironment };
  const facts = { name, tool: pkg.name, image, resources };
  const definition = jobDefinition(facts, { ...batch, environment });
  if (dryRun)
    return say(
      `Would call batch:RegisterJobDefinition, unless that is the newest revision: ${JSON.stringify(definition, undefined, 2)}`,
    );
  process.stdout.write(`${await register(awsBatchClient(), definition, say)}\n`);
});
