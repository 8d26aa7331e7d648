import type { EngineInfo, EngineProgram } from '../engine/engine-info.ts';
import { containerArguments, type JobContainer } from './container.ts';
import { checkTarget, formatMount } from './mount.ts';

const info: EngineInfo = {
  ...{ cpus: 2, memoryMiB: 4096, platform: 'linux/amd64' },
  ...{ isRootless: false, remapsUsers: false },
};
const container: JobContainer = {
  name: 'job-1',
  image: 'sha256:1',
  args: ['--bam', 'a b.bam'],
  mounts: [],
  variables: {},
  workDir: '/w',
  user: { uid: 1000, gid: 100, groups: [100, 27] },
};
const argv = (
  changes: Partial<JobContainer> = {},
  engine: Partial<EngineInfo> = {},
  program: EngineProgram = 'docker',
) => containerArguments(program, { ...info, ...engine }, { ...container, ...changes }).join(' ');

describe('the container of a job', () => {
  it('is removed at its end, has a label, and ends with the image and the arguments', () => {
    expect(argv()).toBe(
      '--rm --name job-1 --label io.joblayer.run=job-1 --user 1000:100 --group-add 27 --workdir /w sha256:1 --bam a b.bam',
    );
  });

  it('has further labels', () => {
    expect(argv({ labels: { 'io.joblayer.job': 'local-1' } })).toContain(
      '--label io.joblayer.run=job-1 --label io.joblayer.job=local-1 ',
    );
  });

  it('has the CPUs, the memory and the network that were asked for', () => {
    expect(argv({ cpus: 2, memoryMiB: 512, network: 'host' })).toContain(
      '--network host --cpus 2 --memory 512m',
    );
  });

  it('is given secret values by name only', () => {
    expect(argv({ variables: { AWS_SECRET_ACCESS_KEY: undefined, AWS_REGION: 'eu' } })).toContain(
      ' --env AWS_SECRET_ACCESS_KEY --env AWS_REGION=eu ',
    );
  });

  it.each([
    [
      'rootless docker as its root, which is that user',
      { isRootless: true },
      'docker',
      '--user 0:0',
    ],
    [
      'docker that maps users without the map',
      { remapsUsers: true },
      'docker',
      '--userns host --user 1000:100 --group-add 27',
    ],
    [
      'rootless podman with the same number inside',
      { isRootless: true },
      'podman',
      '--userns keep-id --group-add keep-groups --user 1000:100 --security-opt label=disable',
    ],
    ['podman of root as the user', {}, 'podman', '--user 1000:100 --group-add 27 --security-opt'],
  ] as const)('runs under %s', (_, engine, program, options) => {
    expect(argv({}, engine, program)).toContain(` ${options} `);
  });
});

describe('a mount', () => {
  it('of a path with commas and quotes is a field of CSV', () => {
    expect(formatMount({ source: '/a,"b"', target: '/c:d e', isReadOnly: true })).toBe(
      'type=bind,"source=/a,""b""",target=/c:d e,readonly',
    );
  });

  it.each(['/', '/usr', '/etc', '/opt', '/opt/joblayer', '/opt/joblayer/x', '/dev/fd'])(
    'at %s is refused: it would hide what the image needs',
    (target) => {
      expect(() => checkTarget(target)).toThrow(/it would hide files of the image/);
    },
  );

  it.each(['/home', '/usr/share/doc', '/tmp', '/opt/data', '/data', '/scratch'])(
    'at %s is possible',
    (target) => {
      expect(() => checkTarget(target)).not.toThrow();
    },
  );
});
