import { expectSuccess } from '@joblayer/aws-batch';
import { awsBatchClient } from '@joblayer/aws-batch/client';
import { follow, submitPackage } from '../batch/submit-package.ts';
import { toolArguments } from '../batch/tool-arguments.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';
import type { ImageOptions } from '../registry/remotes.ts';

interface SubmitFlags {
  readonly queue?: string;
  readonly jobName?: string;
  readonly wait?: boolean;
  /** The whole command line after the target, including this executor's own options. */
  readonly commandLine?: readonly string[];
}

/** Prints only the job's id to standard output. */
export default executor<ImageOptions & SubmitFlags>(async (pkg, options) => {
  const { repositoryPrefix, batch, queue = batch.queue, jobName, wait = false } = options;
  const client = awsBatchClient();
  const id = await submitPackage(client, pkg, options, {
    repositoryPrefix,
    queue,
    jobName,
    command: toolArguments(options.commandLine ?? []),
  });
  process.stdout.write(`${id}\n`);
  if (wait) expectSuccess(id, await follow(client, id, say));
});
