import { FARGATE_SIZES } from '@joblayer/aws-client/fargate-sizes';
import { fargateSize } from './fargate-size.ts';

const GIB = 1024;

describe('the size of a job on Fargate', () => {
  it.each([
    // Asked for, and the next size that Fargate offers.
    [0.25, 1, 0.25, 512],
    [0.25, 512, 0.25, 512],
    [0.25, 513, 0.25, 1024],
    [0.25, 2048, 0.25, 2048],
    [0.25, 2049, 0.5, 3072],
    [0.5, 512, 0.5, 1024],
    [0.5, 4096, 0.5, 4096],
    [0.5, 4097, 1, 5120],
    [1, 4, 1, 2048],
    [1, 8 * GIB, 1, 8 * GIB],
    [1, 8 * GIB + 1, 2, 9 * GIB],
    [2, 1024, 2, 4 * GIB],
    [2, 16 * GIB, 2, 16 * GIB],
    [2, 17 * GIB, 4, 17 * GIB],
    [3, 1024, 4, 8 * GIB],
    [4, 30 * GIB, 4, 30 * GIB],
    [4, 31 * GIB, 8, 32 * GIB],
    [5, 1024, 8, 16 * GIB],
    [8, 17 * GIB, 8, 20 * GIB],
    [8, 60 * GIB, 8, 60 * GIB],
    [8, 61 * GIB, 16, 64 * GIB],
    [9, 1024, 16, 32 * GIB],
    [16, 33 * GIB, 16, 40 * GIB],
    [16, 120 * GIB, 16, 120 * GIB],
    [16, 120 * GIB + 1, 32, 244 * GIB],
    [17, 1024, 32, 60 * GIB],
    [32, 244 * GIB, 32, 244 * GIB],
  ])('for %d vCPU and %d MiB is %d vCPU and %d MiB', (vcpus, memoryMiB, nextVcpus, next) => {
    const size = fargateSize('tool', { vcpus, memoryMiB });
    expect(size).toEqual({ vcpus: nextVcpus, memoryMiB: next });
  });

  it.each(FARGATE_SIZES)('of %d vCPU has the memory that the table states', (vcpus, offered) => {
    for (const memoryMiB of offered)
      expect(fargateSize('tool', { vcpus, memoryMiB })).toEqual({ vcpus, memoryMiB });
  });

  it.each([
    [33, 1024],
    [1, 244 * GIB + 1],
  ])('does not exist for %d vCPU and %d MiB', (vcpus, memoryMiB) => {
    expect(() => fargateSize('isaac', { vcpus, memoryMiB })).toThrow(
      /^isaac asks for .*Fargate offers at most 32 vCPU and 249856 MiB.*ec2/,
    );
  });
});
