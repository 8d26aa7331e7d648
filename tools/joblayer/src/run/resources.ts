import type { DefinitionDescription } from '@joblayer/tool-definition';
import type { EngineInfo } from '../engine/engine-info.ts';
import { engineProblem } from '../engine/problems.ts';

export interface AskedResources {
  readonly vcpus?: number | undefined;
  readonly memoryMiB?: number | undefined;
}

/**
 * Compares what a job asks for, and what its tool needs, with what the engine has. Returns sentences for the user.
 *
 * @throws ProblemError `machine-too-small`
 */
export function checkResources(
  { name, resources: { vcpus, memoryMiB, minimumMemoryMiB: floorMiB = 0 } }: DefinitionDescription,
  asked: AskedResources,
  engine: EngineInfo,
): string[] {
  const has = { cpus: `${engine.cpus} CPUs`, memory: `${engine.memoryMiB} MiB of memory` };
  const refuse = (what: string, wanted: string, has: string) =>
    engineProblem({ code: 'machine-too-small', what, wanted, has });
  if (asked.vcpus !== undefined && asked.vcpus > engine.cpus)
    throw refuse(`--vcpus ${asked.vcpus}`, `${asked.vcpus} CPUs`, has.cpus);
  if (asked.memoryMiB !== undefined && asked.memoryMiB > engine.memoryMiB)
    throw refuse(`--memory-mib ${asked.memoryMiB}`, `${asked.memoryMiB} MiB`, has.memory);
  const grantedMiB = asked.memoryMiB ?? engine.memoryMiB;
  if (grantedMiB < floorMiB)
    throw refuse(name, `at least ${floorMiB} MiB of memory`, `${grantedMiB} MiB for it`);
  const cpus = asked.vcpus ?? engine.cpus;
  return [
    ...(grantedMiB < memoryMiB
      ? [`${name} usually needs ${memoryMiB} MiB of memory, and gets ${grantedMiB} MiB here`]
      : []),
    ...(cpus < vcpus
      ? [`${name} usually needs ${vcpus} CPUs, and gets ${cpus} here: it is slower`]
      : []),
  ];
}
