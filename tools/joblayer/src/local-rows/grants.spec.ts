import type { SheetJob } from '@joblayer/sample-sheet';
import type { DefinitionDescription } from '@joblayer/tool-definition';
import type { EngineInfo } from '../engine/engine-info.ts';
import { grantOf, tooLarge } from './grants.ts';

const tool = { resources: { vcpus: 2, memoryMiB: 2048 } } as unknown as DefinitionDescription;
const machine = { cpus: 4, memoryMiB: 8192 } as EngineInfo;

describe('what a row gets', () => {
  it.each([
    ['what the tool usually needs', {}, {}, machine, { cpus: 2, memoryMiB: 2048 }],
    [
      'all of a machine that has less',
      {},
      {},
      { ...machine, cpus: 1, memoryMiB: 512 },
      { cpus: 1, memoryMiB: 512 },
    ],
    [
      'what the command line asks for',
      {},
      { vcpus: 3, memoryMiB: 100 },
      machine,
      { cpus: 3, memoryMiB: 100 },
    ],
    [
      'what its own options ask for',
      { cpus: 1, 'memory-mib': 300 },
      { vcpus: 3, memoryMiB: 100 },
      machine,
      { cpus: 1, memoryMiB: 300 },
    ],
    ['the GiB of --memory', { memory: 3 }, {}, machine, { cpus: 2, memoryMiB: 3072 }],
  ])('is %s', (_, spec, asked, has, expected) => {
    expect(grantOf(tool, spec, asked, has)).toEqual(expected);
  });

  it('cannot be more than the machine has: the row has a fault, in its column', () => {
    const job = (spec: object, columns: object) =>
      ({ spec, lines: [7], columns }) as unknown as SheetJob;
    const jobs = [
      job({ cpus: 4, 'memory-mib': 8192 }, {}),
      job({ cpus: 5 }, { cpus: '5' }),
      job({ memory: 9 }, {}),
    ];
    expect(tooLarge(machine)(jobs)).toMatchObject([
      { line: 7, column: 'cpus', problem: 'it asks for 5 CPUs, and the engine has 4' },
      {
        ...{ line: 7, column: undefined },
        problem: 'it asks for 9216 MiB of memory, and the engine has 8192 MiB',
      },
    ]);
  });
});
