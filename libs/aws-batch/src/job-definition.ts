import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import { createHash } from 'node:crypto';
import type { BatchOptions } from './options.ts';
import type { DefinitionFacts } from './definition-facts.ts';

export interface JobDefinitionFacts {
  /** `joblayer-samtools-stats` */
  readonly name: string;
  /** The tool definition's name, by which the options know it. */
  readonly tool: string;
  /** The first arguments, where the definition is not the one that the image runs by itself. */
  readonly command: readonly string[];
  /** By digest, so that a job runs exactly what was pushed. */
  readonly image: string;
  /** What the tool definition asks for. */
  readonly resources: DefinitionFacts['resources'];
}

/** Holds the hash of all that was registered, by which a later registration knows that nothing changed. */
export const HASH_TAG = 'joblayer-definition';

/**
 * What Batch is told of a tool. Batch retries only where that can help: exit code 75 (the runtime's "transient"),
 * a lost host, and a container that could not be pulled, inspected or started. The last two kinds have no exit
 * code: the host is known by Batch's status reason, the container by the agent's reason (`CannotPull…`,
 * `DockerTimeout…`). The first match wins, and no match means a retry, so the last rule ends the job. Batch takes
 * five rules at most
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_EvaluateOnExit.html).
 */
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
      // A container cannot tell which image it is; the output manifest says so all the same.
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
    retryStrategy: {
      attempts: options.attempts,
      evaluateOnExit: [
        { onExitCode: '75', action: 'RETRY' },
        { onStatusReason: 'Host EC2*', action: 'RETRY' },
        { onReason: 'Cannot*', action: 'RETRY' },
        { onReason: 'DockerTimeout*', action: 'RETRY' },
        { onReason: '*', action: 'EXIT' },
      ],
    },
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

/** The images bring their own init, so Batch need not add one. */
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
