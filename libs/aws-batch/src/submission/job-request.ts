import type { SubmitJobCommandInput } from '@aws-sdk/client-batch';
import { retryStrategy } from '../definition/retry-strategy.ts';

export interface JobDependency {
  readonly jobId: string;
  /**
   * `N_TO_N`: a child waits for the child of its own index. `SEQUENTIAL`: a child waits for the one
   * before it. Neither: the job waits for the whole other one.
   */
  readonly type?: 'N_TO_N' | 'SEQUENTIAL' | undefined;
}

/** A job or an array to submit. What is left out is as the job definition says. */
export interface JobRequest {
  readonly name: string;
  readonly queue: string;
  /** The ARN of the job definition, with its revision. */
  readonly definition: string;
  /** The tool's arguments. */
  readonly command: readonly string[];
  /** The number of children, 2 to 10,000. Without it, the job is a plain one. */
  readonly arraySize?: number | undefined;
  readonly dependsOn?: readonly JobDependency[] | undefined;
  /** Tags of the job, which Batch copies to the ECS task. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The share identifier, for a queue with a scheduling policy. */
  readonly shareIdentifier?: string | undefined;
  /** 0 to 9999. A job of higher priority goes first within its share. */
  readonly priority?: number | undefined;
  readonly vcpus?: number | undefined;
  readonly memoryMiB?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly attempts?: number | undefined;
}

/**
 * The request as SubmitJob takes it. A retry strategy in a submission replaces the definition's
 * whole strategy, so it repeats the rules
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html).
 */
export function submitInput(request: JobRequest): SubmitJobCommandInput {
  const { arraySize, dependsOn = [], tags, shareIdentifier, priority } = request;
  const { timeoutSeconds, attempts } = request;
  return {
    jobName: request.name,
    jobQueue: request.queue,
    jobDefinition: request.definition,
    containerOverrides: {
      command: [...request.command],
      ...resourceRequirements(request),
    },
    ...(arraySize !== undefined && { arrayProperties: { size: arraySize } }),
    ...(dependsOn.length > 0 && { dependsOn: dependsOn.map((each) => ({ ...each })) }),
    ...(tags !== undefined && { tags: { ...tags }, propagateTags: true }),
    ...(shareIdentifier !== undefined && { shareIdentifier }),
    ...(priority !== undefined && { schedulingPriorityOverride: priority }),
    ...(timeoutSeconds !== undefined && { timeout: { attemptDurationSeconds: timeoutSeconds } }),
    ...(attempts !== undefined && { retryStrategy: retryStrategy(attempts) }),
  };
}

function resourceRequirements({ vcpus, memoryMiB }: JobRequest) {
  const requirements = [
    ...(vcpus === undefined ? [] : [{ type: 'VCPU' as const, value: String(vcpus) }]),
    ...(memoryMiB === undefined ? [] : [{ type: 'MEMORY' as const, value: String(memoryMiB) }]),
  ];
  return requirements.length === 0 ? {} : { resourceRequirements: requirements };
}
