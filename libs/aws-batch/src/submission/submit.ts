import type { Advice } from '../advice.ts';
import type { BatchClient } from '../client/batch-client.ts';
import type { DefinitionFacts } from '../definition/definition-facts.ts';
import { definitionName } from '../definition/definition-name.ts';
import type { JobEnd } from '../follow-job.ts';
import { checkSubmission } from '../definition/memory-floor.ts';
import { batchProblem } from '../problems.ts';
import { checkImage, type ImageLookup } from './check-image.ts';
import { checkQueue } from './check-queue.ts';
import { checkRequest } from './check-request.ts';
import type { JobRequest } from './job-request.ts';

export interface Submission {
  readonly repositoryPrefix: string;
  readonly queue: string | undefined;
  /** Default: the tool definition's name. */
  readonly jobName: string | undefined;
  /** The tool's arguments. */
  readonly command: readonly string[];
}

/** What the caller knows and this library does not. */
export interface SubmitMeans {
  /** Checks the arguments as the job will, and returns the tool definition they select. */
  readonly check: (command: readonly string[]) => Promise<DefinitionFacts>;
  readonly findImage: ImageLookup;
  readonly advice: Advice;
  /** Gets what could not be checked, in a sentence. */
  readonly note: (line: string) => void;
}

/**
 * Checks the arguments, the queue and the image, then submits a job to the newest revision of the
 * tool's job definition.
 *
 * @returns the job's id
 * @throws ProblemError `queue-missing`, `not-registered`, `memory-below-floor`, and what `check`,
 * `checkRequest`, `checkQueue` and `checkImage` throw
 */
export async function submit(
  batch: BatchClient,
  { repositoryPrefix, queue, jobName, command }: Submission,
  { check, findImage, advice, note }: SubmitMeans,
): Promise<string> {
  if (queue === undefined) throw batchProblem({ code: 'queue-missing', advice: advice.nameQueue });
  const tool = await check(command);
  const name = definitionName(repositoryPrefix, tool.name);
  const definition = await batch.newestDefinition(name);
  if (!definition)
    throw batchProblem({ code: 'not-registered', definitionName: name, advice: advice.register });
  checkSubmission(tool, definition, advice);
  const request: JobRequest = {
    ...{ name: jobName ?? tool.name, queue, definition: definition.arn, command },
  };
  checkRequest(request);
  await checkQueue(batch, queue, request, advice.nameQueue);
  await checkImage(findImage, definition.image, { advice: advice.pushImage, note });
  return batch.submit(request);
}

/** @throws ProblemError `job-failed` */
export function expectSuccess(id: string, { succeeded, exitCode, reason }: JobEnd): void {
  if (!succeeded) throw batchProblem({ code: 'job-failed', id, exitCode, reason });
}
