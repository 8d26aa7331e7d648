import type { ContainerProperties, RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import { createHash } from 'node:crypto';
import { checkLimit, jsonBytes } from '../limits.ts';
import type { BatchOptions } from '../options.ts';
import { checkPlatform } from './check-platform.ts';
import {
  fargateProperties,
  linuxParameters,
  logConfiguration,
  secrets,
} from './container-settings.ts';
import type { DefinitionFacts } from './definition-facts.ts';
import { fargateSize, type Size } from './fargate-size.ts';
import { ephemeralGiB } from './fargate-storage.ts';
import { retryStrategy } from './retry-strategy.ts';
import { mounts } from './volumes.ts';

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
  /** The scratch space of a job, where the caller knows the size of its inputs. */
  readonly scratchMiB?: number | undefined;
}

/** Tag with the hash of the whole job definition. A later registration compares it. */
export const HASH_TAG = 'joblayer-definition';

export interface PlannedDefinition {
  readonly definition: RegisterJobDefinitionCommandInput;
  /** What a reader should know: values that the platform changed, options without effect. */
  readonly notes: readonly string[];
}

/**
 * The job definition of a tool.
 *
 * @throws ProblemError `platform-refuses`, `fargate-too-large`, `fargate-scratch-too-large` or
 * `limit-exceeded`
 */
export function jobDefinition(facts: JobDefinitionFacts, options: BatchOptions): PlannedDefinition {
  checkPlatform(options);
  const { name, tool, resources } = facts;
  const own = options.tools[tool] ?? {};
  const timeoutSeconds = own.timeoutSeconds ?? options.timeoutSeconds;
  const scratchMiB = own.scratchMiB ?? options.scratchMiB ?? facts.scratchMiB;
  const asked = {
    vcpus: own.vcpus ?? options.vcpus ?? resources.vcpus,
    memoryMiB: own.memoryMiB ?? options.memoryMiB ?? resources.memoryMiB,
  };
  const fargate = options.platform === 'fargate';
  const size = fargate ? fargateSize(tool, asked) : asked;
  const definition: RegisterJobDefinitionCommandInput = {
    jobDefinitionName: name,
    type: 'container',
    platformCapabilities: [fargate ? 'FARGATE' : 'EC2'],
    containerProperties: {
      ...containerProperties(facts, options, size),
      ...(fargate && fargateProperties(options, ephemeralGiB(tool, scratchMiB))),
    },
    retryStrategy: retryStrategy(options.attempts),
    ...(timeoutSeconds !== undefined && { timeout: { attemptDurationSeconds: timeoutSeconds } }),
  };
  const complete = { ...definition, tags: { [HASH_TAG]: hashOf(definition) } };
  checkLimit('definitionBytes', {
    given: `The job definition ${name}`,
    value: jsonBytes(complete),
    unit: 'bytes',
    advice: 'Set fewer or shorter variables, volumes and options.',
  });
  return { definition: complete, notes: notes(tool, options, { asked, size, scratchMiB }) };
}

function containerProperties(
  { image, command }: JobDefinitionFacts,
  options: BatchOptions,
  { vcpus, memoryMiB }: Size,
): ContainerProperties {
  return {
    image,
    ...(command.length > 0 && { command: [...command] }),
    ...(options.jobRole !== undefined && { jobRoleArn: options.jobRole }),
    ...(options.executionRole !== undefined && { executionRoleArn: options.executionRole }),
    // A container cannot find out its own image. The output manifest states this value.
    environment: Object.entries({ ...options.environment, JOBLAYER_IMAGE: image }).map(
      ([key, value]) => ({ name: key, value }),
    ),
    ...secrets(options),
    resourceRequirements: [
      { type: 'VCPU', value: String(vcpus) },
      { type: 'MEMORY', value: String(memoryMiB) },
    ],
    ...(options.user !== undefined && { user: options.user }),
    ...(options.readOnlyRoot && { readonlyRootFilesystem: true }),
    ...mounts(options),
    ...linuxParameters(options),
    ...logConfiguration(options),
  };
}

interface Sizes {
  readonly asked: Size;
  readonly size: Size;
  readonly scratchMiB: number | undefined;
}

function notes(tool: string, options: BatchOptions, { asked, size, scratchMiB }: Sizes): string[] {
  const found: string[] = [];
  const text = ({ vcpus, memoryMiB }: Size) => `${vcpus} vCPU and ${memoryMiB} MiB`;
  if (size.vcpus !== asked.vcpus || size.memoryMiB !== asked.memoryMiB)
    found.push(`${tool} asks for ${text(asked)}. Fargate offers ${text(size)} as the next size.`);
  if (options.platform === 'ec2' && scratchMiB !== undefined)
    found.push(
      `scratchMiB has no effect on EC2, because Batch does not look at the disks of hosts. Mount a disk of ${scratchMiB} MiB or more as /scratch.`,
    );
  if (options.log && options.log.driver !== 'awslogs')
    found.push(`The log goes to ${options.log.driver}, so it cannot be followed from here.`);
  return found;
}

const hashOf = (definition: RegisterJobDefinitionCommandInput): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex');
