import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import type { Advice } from '../advice.ts';
import type { RegisteredDefinition } from '../client/batch-client.ts';
import type { DefinitionFacts } from './definition-facts.ts';
import type { JobDefinitionFacts } from './job-definition.ts';
import { batchProblem } from '../problems.ts';

type Definition = RegisterJobDefinitionCommandInput;

/** The memory that a job definition grants; undefined if it states none. */
export const memoryMiBOf = (properties: Definition['containerProperties']): number | undefined => {
  const text = properties?.resourceRequirements?.find(({ type }) => type === 'MEMORY')?.value;
  return text === undefined ? properties?.memory : Number(text);
};

/**
 * Refuses to register a job definition with less memory than the tool needs.
 *
 * @throws ProblemError `memory-below-floor`
 */
export function checkRegistration(
  { tool, resources }: Pick<JobDefinitionFacts, 'tool' | 'resources'>,
  definition: Definition,
  { settings, raiseMemory }: Pick<Advice, 'settings' | 'raiseMemory'>,
): void {
  const memoryMiB = memoryMiBOf(definition.containerProperties);
  const { minimumMemoryMiB } = resources;
  if (minimumMemoryMiB === undefined || memoryMiB === undefined) return;
  if (memoryMiB >= minimumMemoryMiB) return;
  throw batchProblem({
    code: 'memory-below-floor',
    ...{ tool, memoryMiB, minimumMemoryMiB },
    grant: `${settings} gives its jobs`,
    advice: raiseMemory(tool, minimumMemoryMiB),
    refused: 'registered',
  });
}

/**
 * Refuses to submit a job to a job definition with less memory than the tool needs. Otherwise the
 * job would wait in the queue, and its own runner would then refuse it.
 *
 * @throws ProblemError `memory-below-floor`
 */
export function checkSubmission(
  { name: tool, resources: { minimumMemoryMiB } }: DefinitionFacts,
  { arn, memoryMiB }: Pick<RegisteredDefinition, 'arn' | 'memoryMiB'>,
  { raiseRegisteredMemory }: Pick<Advice, 'raiseRegisteredMemory'>,
): void {
  if (minimumMemoryMiB === undefined || memoryMiB === undefined) return;
  if (memoryMiB >= minimumMemoryMiB) return;
  throw batchProblem({
    code: 'memory-below-floor',
    ...{ tool, memoryMiB, minimumMemoryMiB },
    grant: `${arn} grants`,
    advice: raiseRegisteredMemory(tool, minimumMemoryMiB),
    refused: 'submitted',
  });
}
