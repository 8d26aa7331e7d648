const GIB = 1024;

/** From, to and step in GiB; the result is in MiB. */
const range = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * GIB);

/**
 * The memory in MiB that Fargate offers for each number of vCPUs, the smallest first
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html).
 */
export const FARGATE_SIZES: readonly (readonly [vcpus: number, memoryMiB: readonly number[]])[] = [
  [0.25, [512, 1024, 2048]],
  [0.5, range(1, 4)],
  [1, range(2, 8)],
  [2, range(4, 16)],
  [4, range(8, 30)],
  [8, range(16, 60, 4)],
  [16, range(32, 120, 8)],
  [32, [60 * GIB, 120 * GIB, 244 * GIB]],
];
