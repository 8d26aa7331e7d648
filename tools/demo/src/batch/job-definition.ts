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
 * What Batch is told of a tool. Tried again only where that can help: exit code 75 (the runtime's "transient")
 * and a lost host, which has no exit code and is known by Batch's status reason. The first match wins, and no
 * match would mean another try, so the last rule ends it.
 */
export function jobDefinition(definition: DemoJobDefinition): RegisterJobDefinitionCommandInput {
  return {
    jobDefinitionName: `joblayer-${definition.tool}`,
    type: 'container',
    containerProperties: {
      image: definition.image,
      environment: Object.entries({
        ...definition.environment,
        // A container cannot tell which image it is; the output manifest says so all the same.
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
