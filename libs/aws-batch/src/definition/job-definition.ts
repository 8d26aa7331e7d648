import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import { createHash } from 'node:crypto';
import type { BatchOptions } from '../options.ts';
import type { DefinitionFacts } from './definition-facts.ts';
import { retryStrategy } from './retry-strategy.ts';

export interface JobDefinitionFacts {
  /** `joblayer-samtools-stats` */
  readonly name: string;
  /** The tool definition's name, as the options spell it. */
  readonly tool: string;
  /** The first arguments, for a definition that is not the image's default. */
  readonly command: readonly string[];
  /** The image by digest, so that a job runs exactly what was pushed. */
  readonly image: string;
  /** The resources that the tool definition states. */
  readonly resources: DefinitionFacts['resources'];
}

/** Tag with the hash of the whole job definition. A later registration compares it. */
export const HASH_TAG = 'joblayer-definition';

/** The job definition of a tool. */
export function jobDefinition(
  { name, tool, command, image, resources }: JobDefinitionFacts,
  options: BatchOptions,
): RegisterJobDefinitionCommandInput {
  const own = options.tools[tool] ?? {};
  const vcpus = own.vcpus ?? options.vcpus ?? resources.vcpus;
  const memoryMiB = own.memoryMiB ?? options.memoryMiB ?? resources.memoryMiB;
  const timeoutSeconds = own.timeoutSeconds ?? options.timeoutSeconds;
  const definition: RegisterJobDefinitionCommandInput = {
    jobDefinitionName: name,
    type: 'container',
    containerProperties: {
      image,
      ...(command.length > 0 && { command: [...command] }),
      ...(options.jobRole !== undefined && { jobRoleArn: options.jobRole }),
      ...(options.executionRole !== undefined && { executionRoleArn: options.executionRole }),
      // A container cannot find out its own image. The output manifest states this value.
      environment: Object.entries({ ...options.environment, JOBLAYER_IMAGE: image }).map(
        ([key, value]) => ({ name: key, value }),
      ),
      resourceRequirements: [
        { type: 'VCPU', value: String(vcpus) },
        { type: 'MEMORY', value: String(memoryMiB) },
      ],
      ...volumes(options),
      ...linuxParameters(options),
    },
    retryStrategy: retryStrategy(options.attempts),
    ...(timeoutSeconds !== undefined && { timeout: { attemptDurationSeconds: timeoutSeconds } }),
  };
  return { ...definition, tags: { [HASH_TAG]: hashOf(definition) } };
}

const hashOf = (definition: RegisterJobDefinitionCommandInput): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex');

function volumes({ volumes: list }: BatchOptions) {
  if (list.length === 0) return {};
  const named = list.map((volume, index) => ({ ...volume, name: `volume-${index + 1}` }));
  return {
    volumes: named.map(({ name, host }) => ({ name, host: { sourcePath: host } })),
    mountPoints: named.map(({ name, container, readOnly }) => ({
      sourceVolume: name,
      containerPath: container,
      readOnly,
    })),
  };
}

/** The images have their own init, so Batch need not add one. */
function linuxParameters({ linux }: BatchOptions) {
  const { sharedMemoryMiB, maxSwapMiB, swappiness, tmpfs } = linux;
  return {
    linuxParameters: {
      initProcessEnabled: false,
      ...(sharedMemoryMiB !== undefined && { sharedMemorySize: sharedMemoryMiB }),
      ...(maxSwapMiB !== undefined && { maxSwap: maxSwapMiB }),
      ...(swappiness !== undefined && { swappiness }),
      ...(tmpfs && {
        tmpfs: tmpfs.map(({ path, sizeMiB }) => ({ containerPath: path, size: sizeMiB })),
      }),
    },
  };
}
