import { availableParallelism, totalmem } from 'node:os';
import type { DefinitionDescription } from '@joblayer/tool-definition';
import type { Definition } from './definition.ts';

type Described = Pick<Definition, 'name' | 'description'>;

/** A definition's part of the image's description. */
export function describedIn({ name, description }: Described): DefinitionDescription {
  const found = description.definitions.find((definition) => definition.name === name);
  if (!found) throw new Error(`the image's description has no definition ${name}`);
  return found;
}

/** CPUs and memory of a job. */
export interface Grant {
  readonly cpus: number;
  readonly memoryMiB: number;
}

const BYTES_PER_MIB = 1_048_576;

/** What descriptors ask for. */
export function requestOf(definition: Described): Grant {
  const { vcpus, memoryMiB, minimumMemoryMiB = 0 } = describedIn(definition).resources;
  return { cpus: Math.ceil(vcpus), memoryMiB: Math.max(memoryMiB, minimumMemoryMiB) };
}

/**
 * What a job gets in this test. A request above what this machine has is lowered: its CPUs to the
 * machine's, its memory to what the case states, or to half of the machine's, but not below the
 * tool's minimum.
 *
 * @param machine what the machine has
 */
export function grantOf(
  definition: Described & Pick<Definition, 'toolCase'>,
  machine: Grant = { cpus: availableParallelism(), memoryMiB: totalmem() / BYTES_PER_MIB },
): Grant {
  const { cpus, memoryMiB } = requestOf(definition);
  const { minimumMemoryMiB = 0 } = describedIn(definition).resources;
  const half = Math.floor(machine.memoryMiB / 2);
  const stated = Number(definition.toolCase.job['memory-mib'] ?? half);
  return {
    cpus: Math.min(cpus, machine.cpus),
    memoryMiB: memoryMiB < machine.memoryMiB ? memoryMiB : Math.max(stated, minimumMemoryMiB),
  };
}

/** The grant where it is not the request: engines get it by their own means. */
export function loweredGrant(definition: Definition): Grant | undefined {
  const [grant, request] = [grantOf(definition), requestOf(definition)];
  const isSame = grant.cpus === request.cpus && grant.memoryMiB === request.memoryMiB;
  return isSame ? undefined : grant;
}
