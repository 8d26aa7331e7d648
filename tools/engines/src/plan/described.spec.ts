import type { Definition } from './definition.ts';
import { grantOf } from './described.ts';

const definition = (memoryMiB: number, job: object, minimumMemoryMiB?: number) =>
  ({
    name: 'x',
    description: {
      definitions: [{ name: 'x', resources: { vcpus: 3.5, memoryMiB, minimumMemoryMiB } }],
    },
    toolCase: { job },
  }) as unknown as Definition;

const MACHINE = { cpus: 8, memoryMiB: 8000 };

describe('what a job gets', () => {
  it('is what the definition asks for where the machine has it', () => {
    expect(grantOf(definition(4000, { 'memory-mib': 500 }), MACHINE)).toEqual({
      ...{ cpus: 4, memoryMiB: 4000 },
    });
  });

  it('is no more CPUs than the machine has', () => {
    expect(grantOf(definition(4000, {}), { ...MACHINE, cpus: 2 }).cpus).toBe(2);
  });

  it('is the memory that the case states where the machine lacks it', () => {
    expect(grantOf(definition(9000, { 'memory-mib': 500 }), MACHINE).memoryMiB).toBe(500);
  });

  it('is half of the machine’s memory, but not below the minimum, where the case states none', () => {
    expect(grantOf(definition(9000, {}), MACHINE).memoryMiB).toBe(4000);
    expect(grantOf(definition(9000, {}, 6000), MACHINE).memoryMiB).toBe(6000);
  });
});
