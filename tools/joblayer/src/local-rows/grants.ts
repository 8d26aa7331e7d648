import type { SheetFault, SheetJob } from '@joblayer/sample-sheet';
import { askedMemoryMiB, type DefinitionDescription } from '@joblayer/tool-definition';
import type { EngineInfo } from '../engine/engine-info.ts';
import type { AskedResources } from '../run/resources.ts';

/** What one row's container may use. */
export interface Grant {
  readonly cpus: number;
  readonly memoryMiB: number;
}

/**
 * What each row gets: what its own options or the command line ask for, else what the tool usually needs, as far as the
 * machine has it.
 */
export function grantOf(
  { resources }: DefinitionDescription,
  spec: object,
  asked: AskedResources,
  machine: EngineInfo,
): Grant {
  const own = ofSpec(spec);
  return {
    cpus: Math.min(own.vcpus ?? asked.vcpus ?? resources.vcpus, machine.cpus),
    memoryMiB: Math.min(own.memoryMiB ?? asked.memoryMiB ?? resources.memoryMiB, machine.memoryMiB),
  };
}

/** What a row's own options ask for. */
function ofSpec(spec: object): AskedResources {
  const fields = spec as Readonly<Record<string, unknown>>;
  const memory = { memory: fields['memory'], memoryMib: fields['memory-mib'] };
  return { vcpus: fields['cpus'] as number | undefined, memoryMiB: askedMemoryMiB(memory) };
}

/** Rows that ask for more than the machine has would never get it. */
export const tooLarge =
  (machine: EngineInfo) =>
  (jobs: readonly SheetJob[]): readonly SheetFault[] =>
    jobs.flatMap(({ spec, lines, columns }) => {
      const { vcpus = 0, memoryMiB = 0 } = ofSpec(spec);
      const fault = (option: string, problem: string): SheetFault => ({
        ...{ line: lines[0], column: columns[option] ? option : undefined, problem },
        advice: 'Ask for less, or use a larger machine.',
      });
      return [
        ...(vcpus > machine.cpus
          ? [fault('cpus', `it asks for ${vcpus} CPUs, and the engine has ${machine.cpus}`)]
          : []),
        ...(memoryMiB > machine.memoryMiB
          ? [
              fault(
                'memory-mib',
                `it asks for ${memoryMiB} MiB of memory, and the engine has ${machine.memoryMiB} MiB`,
              ),
            ]
          : []),
      ];
    });
