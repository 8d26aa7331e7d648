import { batchSchema } from '../options.ts';
import { HASH_TAG, jobDefinition } from './job-definition.ts';

const facts = {
  name: 'joblayer-bwa-mem',
  tool: 'bwa-mem',
  command: [],
  image: 'R/joblayer/bwa-mem@sha256:1',
  resources: { vcpus: 8, memoryMiB: 16_384 },
};
const definition = (options: object = {}, changes: object = {}) =>
  jobDefinition({ ...facts, ...changes }, batchSchema.parse(options)).definition;
const requirements = (options: object) =>
  definition(options).containerProperties?.resourceRequirements?.map(({ value }) => value);

describe('a job definition', () => {
  it('begins the command with the definition’s name if it is not the image’s default', () => {
    const command = ['samtools-build'];
    expect(definition({}, { command }).containerProperties?.command).toEqual(command);
    expect(definition().containerProperties).not.toHaveProperty('command');
  });

  it('runs the image by its digest with the resources that the tool states', () => {
    expect(definition({ jobRole: 'arn:aws:iam::1:role/jobs' })).toMatchObject({
      jobDefinitionName: 'joblayer-bwa-mem',
      containerProperties: {
        image: 'R/joblayer/bwa-mem@sha256:1',
        jobRoleArn: 'arn:aws:iam::1:role/jobs',
        environment: [{ name: 'JOBLAYER_IMAGE', value: 'R/joblayer/bwa-mem@sha256:1' }],
        resourceRequirements: [
          { type: 'VCPU', value: '8' },
          { type: 'MEMORY', value: '16384' },
        ],
        linuxParameters: { initProcessEnabled: false },
      },
    });
  });

  it('prefers configured resources, those of one tool over those of all', () => {
    const options = {
      vcpus: 2,
      memoryMiB: 4096,
      tools: { 'bwa-mem': { vcpus: 4 }, other: { vcpus: 1 } },
    };
    expect(requirements(options)).toEqual(['4', '4096']);
  });

  it('retries only after a transient failure, a lost host or a container that did not start', () => {
    expect(definition({ attempts: 5 }).retryStrategy).toEqual({
      attempts: 5,
      evaluateOnExit: [
        { onExitCode: '75', action: 'RETRY' },
        { onStatusReason: 'Host EC2*', action: 'RETRY' },
        { onReason: 'Cannot*', action: 'RETRY' },
        { onReason: 'DockerTimeout*', action: 'RETRY' },
        { onReason: '*', action: 'EXIT' },
      ],
    });
  });

  it('has no time limit unless one is configured', () => {
    expect(definition().timeout).toBeUndefined();
    expect(definition({ timeoutSeconds: 3600 }).timeout).toEqual({ attemptDurationSeconds: 3600 });
  });

  it('mounts directories of the host, and sets the Linux parameters', () => {
    const { containerProperties } = definition({
      volumes: [{ host: '/mnt/nvme', container: '/scratch' }],
      linux: { sharedMemoryMiB: 1024, tmpfs: [{ path: '/tmp', sizeMiB: 256 }] },
    });
    expect(containerProperties).toMatchObject({
      volumes: [{ name: 'volume-1', host: { sourcePath: '/mnt/nvme' } }],
      mountPoints: [{ sourceVolume: 'volume-1', containerPath: '/scratch', readOnly: false }],
      linuxParameters: { sharedMemorySize: 1024, tmpfs: [{ containerPath: '/tmp', size: 256 }] },
    });
  });

  it('has a tag with the hash of its whole content', () => {
    const hash = (...args: Parameters<typeof definition>) => definition(...args).tags?.[HASH_TAG];
    expect(hash()).toBe(hash());
    expect(hash()).not.toBe(hash({ attempts: 1 }));
    expect(hash()).not.toBe(hash({}, { image: 'R/joblayer/bwa-mem@sha256:2' }));
  });
});
