import type { DefinitionDescription } from '@joblayer/tool-definition';
import type { EngineInfo } from '../engine/engine-info.ts';
import { checkResources } from './resources.ts';

const engine = { cpus: 2, memoryMiB: 4096 } as EngineInfo;
const tool = (resources: object) =>
  ({
    name: 'bwa-mem',
    resources: { vcpus: 2, memoryMiB: 2048, ...resources },
  }) as unknown as DefinitionDescription;

describe('what a job is granted on this machine', () => {
  it('is enough without a word where the machine has it', () => {
    expect(checkResources(tool({}), {}, engine)).toEqual([]);
  });

  it.each([
    ['more CPUs than there are', {}, { vcpus: 3 }, /--vcpus 3 needs 3 CPUs, .* has 2 CPUs/],
    [
      'more memory than there is',
      {},
      { memoryMiB: 5000 },
      /--memory-mib 5000 needs 5000 MiB, .*4096/,
    ],
    [
      'a machine below the floor',
      { minimumMemoryMiB: 9000 },
      {},
      /bwa-mem needs at least 9000 MiB/,
    ],
    ['memory below the floor', { minimumMemoryMiB: 500 }, { memoryMiB: 400 }, /at least 500 MiB/],
  ])('is refused for %s', (_, resources, asked, message) => {
    expect(() => checkResources(tool(resources), asked, engine)).toThrow(message);
  });

  it('is said where it is less than usual', () => {
    expect(checkResources(tool({ vcpus: 4, memoryMiB: 8192 }), {}, engine)).toEqual([
      'bwa-mem usually needs 8192 MiB of memory, and gets 4096 MiB here',
      'bwa-mem usually needs 4 CPUs, and gets 2 here: it is slower',
    ]);
  });
});
