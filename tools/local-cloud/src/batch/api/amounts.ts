import type { ContainerDetail, ContainerOverrides, KeyValuePair } from '@aws-sdk/client-batch';
import { clientError } from '../model/errors.ts';

/** What a container gets, from its resource requirements or the older fields. */
export function amountsOf(container: ContainerDetail): { vcpus: number; memoryMiB: number } {
  const required = (type: string) =>
    container.resourceRequirements?.find((each) => each.type === type)?.value;
  const vcpus = Number(required('VCPU') ?? container.vcpus);
  const memoryMiB = Number(required('MEMORY') ?? container.memory);
  if (!(vcpus > 0)) throw clientError('Container properties must have vCPUs of more than 0');
  if (!(memoryMiB >= 4))
    throw clientError('Container properties must have 4 MiB of memory or more');
  return { vcpus, memoryMiB };
}

/** Container properties with a submission's overrides, and its parameters in the command. */
export function overridden(
  container: ContainerDetail,
  overrides: ContainerOverrides,
  parameters: Readonly<Record<string, string>>,
): ContainerDetail {
  const { command, vcpus, memory } = overrides;
  return {
    ...container,
    ...(vcpus !== undefined && { vcpus }),
    ...(memory !== undefined && { memory }),
    command: (command ?? container.command ?? []).map((word) => substituted(word, parameters)),
    environment: merged(container.environment, overrides.environment, 'name'),
    resourceRequirements: merged(
      container.resourceRequirements,
      overrides.resourceRequirements,
      'type',
    ),
  };
}

/** `Ref::name` stands for a parameter. Batch leaves one without a value unchanged. */
const substituted = (word: string, parameters: Readonly<Record<string, string>>): string =>
  word.startsWith('Ref::') ? (parameters[word.slice('Ref::'.length)] ?? word) : word;

function merged<T extends KeyValuePair | { readonly type: unknown }>(
  base: readonly T[] = [],
  overrides: readonly T[] = [],
  key: keyof T,
): T[] {
  const replaced = new Set(overrides.map((each) => each[key]));
  return [...base.filter((each) => !replaced.has(each[key])), ...overrides];
}
