import { ContainerError } from '../error.ts';
import type { ContainerPackage } from '../package.ts';
import type { BatchClient } from './batch-client.ts';
import { definitionName } from './definition-name.ts';
import { followJob, type JobEnd } from './follow-job.ts';
import { checkSubmission } from './memory-floor.ts';
import { checkArguments } from './tool-process.ts';

/** Batch's limit of what a submission overrides is 8,192 bytes of JSON; names and braces need some of it. */
const MOST_COMMAND_BYTES = 8000;

export interface Submission {
  readonly repositoryPrefix: string;
  readonly queue: string | undefined;
  /** Default: the tool definition's name. */
  readonly jobName: string | undefined;
  /** The tool's arguments, one word each. */
  readonly command: readonly string[];
}

/**
 * Submits one job of a tool, with the newest revision of its job definition. Its arguments are checked before
 * that, by the tool's own definition.
 *
 * @returns the job's id
 * @throws ContainerError `queue-missing`, `invalid-arguments`, `command-too-long`, `not-registered`,
 * `memory-below-floor`
 */
export async function submit(
  batch: BatchClient,
  pkg: ContainerPackage,
  { repositoryPrefix, queue, jobName, command }: Submission,
): Promise<string> {
  if (queue === undefined) throw new ContainerError({ code: 'queue-missing' });
  const tool = await checkArguments(pkg, command);
  const sizeBytes = Buffer.byteLength(JSON.stringify(command));
  if (sizeBytes > MOST_COMMAND_BYTES)
    throw new ContainerError({
      code: 'command-too-long',
      sizeBytes,
      mostBytes: MOST_COMMAND_BYTES,
    });
  const name = definitionName(repositoryPrefix, tool.name);
  const definition = await batch.newestDefinition(name);
  if (!definition)
    throw new ContainerError({ code: 'not-registered', name: pkg.name, definitionName: name });
  checkSubmission(pkg.name, tool, definition);
  return batch.submit({ name: jobName ?? tool.name, queue, definition: definition.arn, command });
}

/** Follows a job to its end. */
export const follow = (
  batch: BatchClient,
  id: string,
  say: (line: string) => void,
): Promise<JobEnd> =>
  followJob(batch, id, { onStatus: (status) => say(`${id} ${status}`), onLogLine: say });

/** @throws ContainerError `job-failed` */
export function expectSuccess(id: string, { succeeded, exitCode, reason }: JobEnd): void {
  if (!succeeded) throw new ContainerError({ code: 'job-failed', id, exitCode, reason });
}
