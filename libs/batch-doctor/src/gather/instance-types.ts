import type { HostTypes } from '../clients/clients.ts';
import type { EnvironmentFacts, EnvironmentWithTypes } from '../facts.ts';
import { look } from './look.ts';

const X86 = ['m6i', 'c6i', 'r6i', 'c7i'];

/**
 * The families that stand behind Batch's own names. `optimal` means the first list or that of
 * `default_x86_64`, depending on the region and the age of the environment. Both count here
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html,
 * https://docs.aws.amazon.com/batch/latest/userguide/instance-type-compute-table.html).
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  optimal: ['c4', 'm4', 'r4', 'c5', 'm5', 'r5', ...X86],
  default_x86_64: X86,
  default_arm64: ['m6g', 'c6g', 'r6g', 'c7g'],
};

/** Patterns for the names of the types: `m5` is `m5.*`. */
export const typePatterns = (instanceTypes: readonly string[]): string[] => [
  ...new Set(
    instanceTypes
      .flatMap((name) => FAMILIES[name] ?? [name])
      .map((name) => (name.includes('.') ? name : `${name}.*`)),
  ),
];

/** The environment with the instance types that it may start, where Batch starts hosts at all. */
export async function withTypes(
  environment: EnvironmentFacts,
  hosts: HostTypes,
): Promise<EnvironmentWithTypes> {
  const { kind, instanceTypes } = environment;
  const startsHosts = kind === 'EC2' || kind === 'SPOT';
  if (!startsHosts || instanceTypes.length === 0) return { ...environment, types: undefined };
  return { ...environment, types: await look(() => hosts.types(typePatterns(instanceTypes))) };
}
