import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';

export interface DemoJobDefinition {
  readonly tool: string;
  /** By digest, so that the job runs exactly what was pushed. */
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
}

/**
 * The job definition of a tool. Batch retries exit code 75 (the runtime's "transient") and a lost
 * host. A lost host has no exit code, so its status reason identifies it. The first matching rule
 * wins. Batch retries where no rule matches, so the last rule ends the job.
 */
export function jobDefinition(definition: DemoJobDefinition): RegisterJobDefinitionCommandInput {
  return {
    jobDefinitionName: `joblayer-${definition.tool}`,
    type: 'container',
    containerProperties: {
      image: definition.image,
      environment: Object.entries({
        ...definition.environment,
        // A container cannot find out its own image. The output manifest names it from this
        // variable.
        JOBLAYER_IMAGE: definition.image,
      }).map(([name, value]) => ({ name, value })),
      resourceRequirements: [
        { type: 'VCPU', value: String(definition.vcpus) },
        { type: 'MEMORY', value: String(definition.memoryMiB) },
      ],
    },
    retryStrategy: {
      attempts: 3,
      evaluateOnExit: [
        { onExitCode: '75', action: 'RETRY' },
        { onStatusReason: 'Host EC2*', action: 'RETRY' },
        { onReason: 'Cannot*', action: 'RETRY' },
        { onReason: 'DockerTimeout*', action: 'RETRY' },
        { onReason: '*', action: 'EXIT' },
      ],
    },
    timeout: { attemptDurationSeconds: definition.timeoutSeconds },
  };
}
