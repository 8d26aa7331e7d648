import { readSlurmLimits } from './slurm.ts';

it.each([
  [
    { SLURM_CPUS_PER_TASK: '4', SLURM_MEM_PER_NODE: '8192' },
    { cpus: 4, memoryMiB: 8192 },
  ],
  [
    { SLURM_CPUS_PER_TASK: '4', SLURM_MEM_PER_CPU: '1000' },
    { cpus: 4, memoryMiB: 4000 },
  ],
  [{ SLURM_CPUS_PER_TASK: '2', SLURM_CPUS_ON_NODE: '8' }, { cpus: 2 }],
  [
    { SLURM_CPUS_ON_NODE: '8', SLURM_MEM_PER_CPU: '500' },
    { cpus: 8, memoryMiB: 4000 },
  ],
  [{ SLURM_MEM_PER_CPU: '500' }, { memoryMiB: 500 }],
  [{ SLURM_MEM_PER_NODE: '0', SLURM_CPUS_PER_TASK: 'x' }, {}],
  [{}, {}],
])('Slurm grants a task what its variables state: %j', (env, limits) => {
  expect(readSlurmLimits(env)).toEqual(limits);
});
