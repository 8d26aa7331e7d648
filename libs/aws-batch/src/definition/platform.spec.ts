import { problemOf } from '@joblayer/problem/testing';
import { batchSchema } from '../options.ts';
import { jobDefinition } from './job-definition.ts';

const facts = {
  ...{ name: 'joblayer-bwa-mem', tool: 'bwa-mem', command: [], image: 'R/bwa-mem@sha256:1' },
  resources: { vcpus: 6, memoryMiB: 16_384 },
};
const ROLE = 'arn:aws:iam::1:role/execution';
const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:license-a1b2c3';
const plan = (options: object, changes: object = {}) =>
  jobDefinition({ ...facts, ...changes }, batchSchema.parse(options));
const properties = (options: object) => plan(options).definition.containerProperties;
const fargate = { platform: 'fargate', executionRole: ROLE };

describe('a job definition for Fargate', () => {
  it('has the next size that Fargate offers, and notes what was changed', () => {
    const { definition, notes } = plan(fargate);
    expect(definition.platformCapabilities).toEqual(['FARGATE']);
    expect(definition.containerProperties?.resourceRequirements).toEqual([
      { type: 'VCPU', value: '8' },
      { type: 'MEMORY', value: '16384' },
    ]);
    expect(notes).toEqual([
      'bwa-mem asks for 6 vCPU and 16384 MiB. Fargate offers 8 vCPU and 16384 MiB as the next size.',
    ]);
  });

  it('has no note if Fargate offers what was asked for', () => {
    expect(plan({ ...fargate, vcpus: 0.25, memoryMiB: 512 }).notes).toEqual([]);
  });

  it('has its platform version, public address, architecture and storage', () => {
    const own = { platformVersion: '1.4.0', assignPublicIp: true, architecture: 'ARM64' };
    expect(properties({ ...fargate, fargate: own, scratchMiB: 102_400 })).toMatchObject({
      fargatePlatformConfiguration: { platformVersion: '1.4.0' },
      networkConfiguration: { assignPublicIp: 'ENABLED' },
      runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: 'ARM64' },
      ephemeralStorage: { sizeInGiB: 101 },
    });
  });

  it('takes the scratch space of one tool before that of all, and both before the inputs’', () => {
    const sizeOf = (options: object) =>
      plan({ ...fargate, ...options }, { scratchMiB: 40_960 }).definition.containerProperties
        ?.ephemeralStorage?.sizeInGiB;
    expect(sizeOf({})).toBe(41);
    expect(sizeOf({ scratchMiB: 51_200 })).toBe(51);
    expect(sizeOf({ scratchMiB: 51_200, tools: { 'bwa-mem': { scratchMiB: 61_440 } } })).toBe(61);
  });

  it('refuses at once all that only EC2 takes', async () => {
    const problem = await problemOf(() =>
      plan({
        platform: 'fargate',
        volumes: [{ host: '/mnt/nvme', container: '/scratch' }],
        linux: { sharedMemoryMiB: 64, maxSwapMiB: 0, swappiness: 1, tmpfs: [] },
        log: { driver: 'fluentd' },
      }),
    );
    expect(problem).toMatchObject({
      code: 'platform-refuses',
      faults: [
        'executionRole is missing; Fargate needs one',
        'linux.sharedMemoryMiB is for EC2 only; leave it out',
        'linux.maxSwapMiB is for EC2 only; leave it out',
        'linux.swappiness is for EC2 only; leave it out',
        'linux.tmpfs is for EC2 only; leave it out',
        "the volume of the host's /mnt/nvme is for EC2 only; use an EFS volume",
        'log.driver is "fluentd"; Fargate takes awslogs and splunk',
      ],
    });
  });

  it('refuses EFS and a size of storage on a platform version that has neither', () => {
    const volumes = [{ efs: { fileSystem: 'fs-1' }, container: '/ref' }];
    const old = { ...fargate, fargate: { platformVersion: '1.3.0' } };
    expect(() => plan({ ...old, volumes })).toThrow(/EFS needs fargate.platformVersion 1.4.0/);
    expect(() => plan({ ...old, scratchMiB: 1 })).toThrow(/scratchMiB needs fargate/);
  });
});

describe('a job definition for EC2', () => {
  it.each([
    [{ fargate: { assignPublicIp: true } }, 'fargate.assignPublicIp is for Fargate only'],
    [{ vcpus: 0.5 }, 'vcpus is 0.5; EC2 takes 1 or more'],
    [{ tools: { x: { vcpus: 0.25 } } }, 'vcpus of x is 0.25; EC2 takes 1 or more'],
    [{ secrets: { TOKEN: SECRET } }, 'executionRole is missing; it reads the secrets'],
    [
      { executionRole: ROLE, secrets: { A: SECRET }, environment: { A: 'x' } },
      'A is both in environment and in secrets',
    ],
    [
      { volumes: [{ efs: { fileSystem: 'fs-1', iam: true }, container: '/ref' }] },
      'jobRole is missing; efs.iam checks it',
    ],
    [{ log: { driver: 'syslog', group: 'g' } }, 'log.group is for awslogs, not for syslog'],
    [
      {
        volumes: [
          { host: '/a', container: '/x' },
          { host: '/b', container: '/x' },
        ],
      },
      '/x is mounted twice',
    ],
  ])('refuses %j', (options, fault) => {
    expect(() => plan(options)).toThrow(fault);
  });

  it('notes that Batch does not look at the disks of hosts', () => {
    const { definition, notes } = plan({ scratchMiB: 1000 });
    expect(definition.containerProperties).not.toHaveProperty('ephemeralStorage');
    expect(notes).toEqual([expect.stringContaining('scratchMiB has no effect on EC2')]);
  });
});

describe('a job definition on either platform', () => {
  it.each([{}, fargate])(
    'with a read-only root has volumes on /scratch and /tmp: %j',
    (options) => {
      const { readonlyRootFilesystem, volumes, mountPoints } =
        properties({ ...options, readOnlyRoot: true }) ?? {};
      expect(readonlyRootFilesystem).toBe(true);
      expect(volumes).toEqual([{ name: 'scratch' }, { name: 'tmp' }]);
      expect(mountPoints).toEqual([
        { sourceVolume: 'scratch', containerPath: '/scratch', readOnly: false },
        { sourceVolume: 'tmp', containerPath: '/tmp', readOnly: false },
      ]);
    },
  );

  it('with a read-only root keeps what the options mount on /scratch and /tmp', () => {
    const { volumes, mountPoints } =
      properties({
        readOnlyRoot: true,
        volumes: [{ host: '/mnt/nvme', container: '/scratch/' }],
        linux: { tmpfs: [{ path: '/tmp', sizeMiB: 256 }] },
      }) ?? {};
    expect(volumes).toEqual([{ name: 'volume-1', host: { sourcePath: '/mnt/nvme' } }]);
    expect(mountPoints).toHaveLength(1);
  });

  it('mounts EFS encrypted, through an access point that checks the job role', () => {
    const efs = { fileSystem: 'fs-0a1b', accessPoint: 'fsap-0c', iam: true };
    const volumes = [{ efs, container: '/reference', readOnly: true }];
    expect(properties({ ...fargate, jobRole: 'r', volumes })).toMatchObject({
      volumes: [
        {
          efsVolumeConfiguration: {
            fileSystemId: 'fs-0a1b',
            transitEncryption: 'ENABLED',
            authorizationConfig: { accessPointId: 'fsap-0c', iam: 'ENABLED' },
          },
        },
      ],
      mountPoints: [{ containerPath: '/reference', readOnly: true }],
    });
  });

  it('names secrets by their ARNs, a log group and a user', () => {
    const options = { executionRole: ROLE, secrets: { TOKEN: SECRET }, user: '20001:20001' };
    const log = { group: '/own/group', options: { 'awslogs-stream-prefix': 'p' } };
    expect(properties({ ...options, log })).toMatchObject({
      secrets: [{ name: 'TOKEN', valueFrom: SECRET }],
      user: '20001:20001',
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/own/group', 'awslogs-stream-prefix': 'p' },
      },
    });
  });

  it('is refused with more than 24 KiB, in a message that names the limit', () => {
    expect(() => plan({ environment: { A: 'x'.repeat(24 * 1024) } })).toThrow(
      /^The job definition joblayer-bwa-mem has \d+ bytes\. AWS takes at most 24 KiB \(https:/,
    );
  });
});

describe('the options of Batch', () => {
  it.each([
    [{ secrets: { TOKEN: 'hunter2' } }, 'the ARN of a secret'],
    [{ environment: { AWS_BATCH_X: '1' } }, 'does not begin with AWS_BATCH'],
    [{ volumes: [{ efs: { fileSystem: 'x' }, container: '/r' }] }, 'the id of a file system'],
    [
      {
        volumes: [
          { efs: { fileSystem: 'fs-1', iam: true, transitEncryption: false }, container: '/r' },
        ],
      },
      'need transitEncryption',
    ],
    [
      {
        volumes: [
          {
            efs: { fileSystem: 'fs-1', accessPoint: 'fsap-1', rootDirectory: '/a' },
            container: '/r',
          },
        ],
      },
      'an access point sets the directory',
    ],
  ])('are refused: %j', (options, message) => {
    const { error } = batchSchema.safeParse(options);
    expect(JSON.stringify(error?.issues)).toContain(message);
  });
});
