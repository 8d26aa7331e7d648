import { FARGATE_SIZES } from '@joblayer/aws-client/fargate-sizes';

/** What Fargate offers instead; undefined if it offers this size. */
export function fargateAdvice(vcpus: number, memoryMiB: number): string | undefined {
  const [, memory] = FARGATE_SIZES.find(([offered]) => offered === vcpus) ?? [];
  if (memory?.includes(memoryMiB)) return undefined;
  if (memory === undefined)
    return `Fargate has hosts with ${FARGATE_SIZES.map(([offered]) => offered).join(', ')} vCPUs.`;
  return `With ${vcpus} vCPUs, Fargate has ${listOf(memory)} MiB.`;
}

/** Steps of one width are shortened. */
function listOf(memory: readonly number[]): string {
  const [first = 0, second = 0] = memory;
  const step = second - first;
  const isEven = memory.every((each, index) => each === first + index * step);
  if (!isEven) return memory.join(', ');
  return `from ${first} to ${memory.at(-1)} MiB, in steps of ${step}`;
}
