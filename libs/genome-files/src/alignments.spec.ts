import { sortMiBPerThread } from './alignments.ts';

it.each([
  [4096, 0.5, 4, 512],
  [8192, 0.25, 3, 682],
  [4096, 0.5, 1, 768],
  [4096, 0.5, 1000, 16],
])(
  'samtools sort gets, of %s MiB with the share %s on %s CPUs, %s MiB for each thread',
  (memoryMiB, share, cpus, expected) => {
    expect(sortMiBPerThread(memoryMiB, share, cpus)).toBe(expected);
  },
);
