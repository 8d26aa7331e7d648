import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import { ContainerError } from '../error.ts';
import type { RegisteredDefinition } from './batch-client.ts';
import type { JobDefinitionFacts } from './job-definition.ts';
import type { DefinitionFacts } from './tool-process.ts';

type Definition = RegisterJobDefinitionCommandInput;

/** The memory that a job definition grants; undefined where it names none. */
export const memoryMiBOf = (properties: Definition['containerProperties']): number | undefined => {
  const text = properties?.resourceRequirements?.find(({ type }) => type === 'MEMORY')?.value;
  return text === undefined ? properties?.memory : Number(text);
};

/**
 * Refuses to register a job definition whose jobs the tool would refuse.
 *
 * @throws ContainerError `memory-below-floor`
 */
export function checkRegistration(
  { tool, resources }: Pick<JobDefinitionFacts, 'tool' | 'resources'>,
  definition: Definition,
): void {
  const memoryMiB = memoryMiBOf(definition.containerProperties);
  const { minimumMemoryMiB } = resources;
  if (minimumMemoryMiB === undefined || memoryMiB === undefined) return;
  if (memoryMiB >= minimumMemoryMiB) return;
  throw new ContainerError({
    code: 'memory-below-floor',
    ...{ tool, memoryMiB, minimumMemoryMiB },
    source: { kind: 'nx.json' },
  });
}

/**
 * Refuses to submit a job to a job definition that grants less than the tool needs: the job would wait in the queue to
 * be refused by its own runner.
 *
 * @param project the Nx project that registers it
 * @throws ContainerError `memory-below-floor`
 */
export function checkSubmission(
  project: string,
  { name: tool, resources: { minimumMemoryMiB } }: DefinitionFacts,
  { arn, memoryMiB }: Pick<RegisteredDefinition, 'arn' | 'memoryMiB'>,
): void {
  if (minimumMemoryMiB === undefined || memoryMiB === undefined) return;
  if (memoryMiB >= minimumMemoryMiB) return;
  throw new ContainerError({
    code: 'memory-below-floor',
    ...{ tool, memoryMiB, minimumMemoryMiB },
    source: { kind: 'job-definition', arn, project },
  });
}
