import { batchProblem } from '../problems.ts';

export interface Size {
  readonly vcpus: number;
  readonly memoryMiB: number;
}

const GIB = 1024;
const steps = (from: number, to: number, step: number): number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * GIB);

/**
 * The memory in MiB that Fargate offers for each number of vCPUs
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html).
 */
export const FARGATE_SIZES: readonly (readonly [vcpus: number, memoryMiB: readonly number[]])[] = [
  [0.25, [512, 1024, 2048]],
  [0.5, steps(1, 4, 1)],
  [1, steps(2, 8, 1)],
  [2, steps(4, 16, 1)],
  [4, steps(8, 30, 1)],
  [8, steps(16, 60, 4)],
  [16, steps(32, 120, 8)],
  [32, [60 * GIB, 120 * GIB, 244 * GIB]],
];

/**
 * The smallest size of Fargate with at least the vCPUs and the memory that were asked for. Fewer
 * vCPUs go before less memory.
 *
 * @throws ProblemError `fargate-too-large`
 */
export function fargateSize(tool: string, asked: Size): Size {
  for (const [vcpus, offered] of FARGATE_SIZES) {
    if (vcpus < asked.vcpus) continue;
    const memoryMiB = offered.find((each) => each >= asked.memoryMiB);
    if (memoryMiB !== undefined) return { vcpus, memoryMiB };
  }
  const [mostVcpus, offered] = FARGATE_SIZES.at(-1) ?? [0, []];
  const mostMemoryMiB = offered.at(-1) ?? 0;
  throw batchProblem({ code: 'fargate-too-large', tool, ...asked, mostVcpus, mostMemoryMiB });
}
