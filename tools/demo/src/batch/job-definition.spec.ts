import { jobDefinition } from './job-definition.ts';

const definition = jobDefinition({
  tool: 'bwa-mem',
  image: 'R/joblayer/bwa-mem@sha256:1',
  environment: { AWS_REGION: 'us-east-1' },
  vcpus: 2,
  memoryMiB: 1024,
  timeoutSeconds: 600,
});

it('the job definition runs the image by its digest with the vCPUs and memory it is granted', () => {
  expect(definition).toMatchObject({
    jobDefinitionName: 'joblayer-bwa-mem',
    containerProperties: {
      image: 'R/joblayer/bwa-mem@sha256:1',
      environment: [
        { name: 'AWS_REGION', value: 'us-east-1' },
        { name: 'JOBLAYER_IMAGE', value: 'R/joblayer/bwa-mem@sha256:1' },
      ],
      resourceRequirements: [
        { type: 'VCPU', value: '2' },
        { type: 'MEMORY', value: '1024' },
      ],
    },
    timeout: { attemptDurationSeconds: 600 },
  });
});

it('the job definition retries only a transient failure, a lost host or a container that did not start', () => {
  expect(definition.retryStrategy?.evaluateOnExit).toEqual([
    { onExitCode: '75', action: 'RETRY' },
    { onStatusReason: 'Host EC2*', action: 'RETRY' },
    { onReason: 'Cannot*', action: 'RETRY' },
    { onReason: 'DockerTimeout*', action: 'RETRY' },
    { onReason: '*', action: 'EXIT' },
  ]);
});
