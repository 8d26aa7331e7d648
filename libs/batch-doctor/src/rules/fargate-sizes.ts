const GIB = 1024;

/** From, to and step, in MiB. */
const range = (fromGib: number, toGib: number, stepGib = 1): readonly number[] =>
  Array.from(
    { length: (toGib - fromGib) / stepGib + 1 },
    (_, index) => (fromGib + index * stepGib) * GIB,
  );

/**
 * The memory in MiB that Fargate offers for each number of vCPUs
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html).
 */
const FARGATE_MEMORY_MIB: ReadonlyMap<number, readonly number[]> = new Map([
  [0.25, [512, 1024, 2048]],
  [0.5, range(1, 4)],
  [1, range(2, 8)],
  [2, range(4, 16)],
  [4, range(8, 30)],
  [8, range(16, 60, 4)],
  [16, range(32, 120, 8)],
]);

/** What Fargate offers instead; undefined if it offers this size. */
export function fargateAdvice(vcpus: number, memoryMiB: number): string | undefined {
  const memory = FARGATE_MEMORY_MIB.get(vcpus);
  if (memory?.includes(memoryMiB)) return undefined;
  if (memory === undefined)
    return `Fargate has hosts with ${[...FARGATE_MEMORY_MIB.keys()].join(', ')} vCPUs.`;
  return `With ${vcpus} vCPUs, Fargate has from ${memory[0]} to ${memory.at(-1)} MiB, in steps of ${(memory[1] ?? 0) - (memory[0] ?? 0)} MiB.`;
}
