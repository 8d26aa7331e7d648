import type { DefinitionDescription } from '../description/description.ts';
import { usageError } from '../usage-error.ts';

const MIB_PER_GIB = 1024;

/** The memory that the arguments ask for, in MiB; undefined if they ask for none. */
export const askedMemoryMiB = ({
  memory,
  memoryMib,
}: Readonly<Record<string, unknown>>): number | undefined =>
  memory === undefined ? (memoryMib as number | undefined) : (memory as number) * MIB_PER_GIB;

/**
 * Refuses less memory than the tool can work with.
 *
 * @throws UsageError
 */
export function checkAskedMemory(
  {
    name,
    resources: { minimumMemoryMiB: floor = 0 },
  }: Pick<DefinitionDescription, 'name' | 'resources'>,
  memoryMiB: number | undefined,
): void {
  if (memoryMiB === undefined || memoryMiB >= floor) return;
  throw usageError(
    `${name} needs at least ${floor} MiB of memory, and --memory-mib or --memory gives it ${memoryMiB} MiB`,
    `Give --memory-mib ${floor} or more, in a container that has as much.`,
  );
}
