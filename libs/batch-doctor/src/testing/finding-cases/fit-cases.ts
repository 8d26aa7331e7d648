import { facts, known, M5_LARGE } from '../facts.ts';
import { type FindingCase, fargate } from './parts.ts';

/** Cases of hosts that do not suit the job. */
export const FIT_CASES: readonly FindingCase[] = [
  ['max-vcpus-too-small', 'certain', 'for the job', facts({ environments: [{ maxVcpus: 1 }] })],
  ['no-instance-type', 'certain', 'with so many vCPUs', facts({ job: { vcpus: 4 } })],
  ['no-instance-type', 'certain', 'with so much memory', facts({ job: { memoryMiB: 8193 } })],
  [
    'no-instance-type',
    'certain',
    'with the memory that the ECS agent leaves',
    facts({ job: { memoryMiB: 8161 } }),
  ],
  ['no-instance-type', 'certain', 'with a GPU', facts({ job: { gpus: 1 } })],
  [
    'no-instance-type',
    'certain',
    'with both the vCPUs and the memory',
    facts({
      job: { vcpus: 4, memoryMiB: 8000 },
      environments: [{ types: known([M5_LARGE, { ...M5_LARGE, vcpus: 4, memoryMiB: 4096 }]) }],
    }),
  ],
  ['memory-too-close', 'likely', 'to what is installed', facts({ job: { memoryMiB: 8000 } })],
  [
    'no-such-instance-types',
    'certain',
    'in the region',
    facts({ environments: [{ types: known([]) }] }),
  ],
  [
    'fargate-size',
    'certain',
    'with too little memory',
    facts(fargate({ vcpus: 2, memoryMiB: 2048 })),
  ],
  [
    'fargate-size',
    'certain',
    'with vCPUs that it lacks',
    facts(fargate({ vcpus: 3, memoryMiB: 8192 })),
  ],
  [
    'platform-mismatch',
    'certain',
    'of a job for Fargate',
    facts({ job: { platforms: ['FARGATE'] } }),
  ],
];
