import { infoOf } from './engine-info.ts';

describe('the facts of an engine', () => {
  it('are docker’s', () => {
    const json = JSON.stringify({
      ...{ NCPU: 8, MemTotal: 16_000_000_000, OSType: 'linux', Architecture: 'aarch64' },
      SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'],
    });
    expect(infoOf('docker', json)).toEqual({
      ...{ cpus: 8, memoryMiB: 15_258, platform: 'linux/arm64' },
      ...{ isRootless: true, remapsUsers: false },
    });
  });

  it('are podman’s', () => {
    const host = { cpus: 2, memTotal: 4_294_967_296, os: 'linux', arch: 'amd64' };
    const json = JSON.stringify({ host: { ...host, security: { rootless: false } } });
    expect(infoOf('podman', json)).toEqual({
      ...{ cpus: 2, memoryMiB: 4096, platform: 'linux/amd64' },
      ...{ isRootless: false, remapsUsers: false },
    });
  });
});
