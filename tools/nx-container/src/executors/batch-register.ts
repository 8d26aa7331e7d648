import { checkRegistration, definitionName, jobDefinition, register } from '@joblayer/aws-batch';
import { awsBatchClient } from '@joblayer/aws-batch/client';
import { adviceFor } from '../batch/advice.ts';
import { readConfiguration } from '../configuration.ts';
import { pushedImage } from '../image/push-record.ts';
import { say } from '../say.ts';
import { toolDefinitions } from '../tool-source/tool-process.ts';
import { executor } from './executor.ts';
import type { ImageOptions } from '../registry/remotes.ts';

/**
 * Prints only the job definitions' ARNs to standard output, a line for each tool definition of the
 * image.
 */
export default executor<ImageOptions & { readonly from?: string }>(async (pkg, options) => {
  const { repositoryPrefix, batch, dryRun } = options;
  const image = dryRun
    ? `${repositoryPrefix}/${pkg.name}@(its digest)`
    : await pushedImage(pkg, options.from);
  const { jobEnvironment } = readConfiguration(process.env);
  const environment = { ...batch.environment, ...jobEnvironment };
  const [main, ...also] = await toolDefinitions(pkg);
  const definitions = [main, ...also].map(({ name: tool, resources }) => {
    const name = definitionName(repositoryPrefix, tool);
    const command = tool === main.name ? [] : [tool];
    const facts = { name, tool, command, image, resources };
    const { definition, notes } = jobDefinition(facts, { ...batch, environment });
    notes.forEach(say);
    // Checks all definitions before it registers the first.
    checkRegistration(facts, definition, adviceFor(pkg.name));
    return definition;
  });
  for (const definition of definitions) {
    if (dryRun) {
      const text = JSON.stringify(definition, undefined, 2);
      say(`Would call batch:RegisterJobDefinition, unless that is the newest revision: ${text}`);
    } else process.stdout.write(`${(await register(awsBatchClient(), definition, say)).arn}\n`);
  }
});
