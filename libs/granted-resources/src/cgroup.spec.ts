import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { readCgroups } from './cgroup.ts';
import { grantedResources } from './memory-and-cpus.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'cgroup-'))));
afterEach(() => rmSync(directory, { recursive: true }));

/** Makes a tree of control groups, and the file that stands for /proc/self/cgroup. */
const tree = (membership: string, groupFiles: Readonly<Record<string, string>>) => {
  const files = { mount: join(directory, 'fs'), membership: join(directory, 'self') };
  mkdirSync(files.mount);
  writeFileSync(files.membership, membership);
  for (const [name, content] of Object.entries(groupFiles)) {
    const path = join(files.mount, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${content}\n`);
  }
  return files;
};

const MIB = 1024 * 1024;
const V1 = '5:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/x\n';

describe('control groups', () => {
  it.each<[string, string, Record<string, string>, object]>([
    [
      'of version 2 in a container',
      '0::/\n',
      { 'cpu.max': '150000 100000', 'memory.max': '67108864' },
      { cpus: 1.5, memoryBytes: 64 * MIB },
    ],
    [
      'of version 2 without limits',
      '0::/\n',
      { 'cpu.max': 'max 100000', 'memory.max': 'max' },
      { cpus: undefined, memoryBytes: undefined },
    ],
    [
      'of version 2, nested, by the least limit of all groups above',
      '0::/batch/job/tool\n',
      {
        'batch/cpu.max': '100000 100000',
        'batch/job/cpu.max': '400000 100000',
        'batch/job/tool/cpu.max': 'max 100000',
        'batch/memory.max': '8388608',
        'batch/job/tool/memory.max': '16777216',
        'other/memory.max': '1',
      },
      { cpus: 1, memoryBytes: 8 * MIB },
    ],
    [
      'of version 1 whose path is the host’s and is not mounted here',
      V1,
      {
        'cpu/cpu.cfs_quota_us': '50000',
        'cpu/cpu.cfs_period_us': '100000',
        'memory/memory.limit_in_bytes': '134217728',
      },
      { cpus: 0.5, memoryBytes: 128 * MIB },
    ],
    [
      'of version 1, mounted together and nested',
      V1,
      {
        'cpu,cpuacct/docker/abc/cpu.cfs_quota_us': '300000',
        'cpu,cpuacct/docker/abc/cpu.cfs_period_us': '100000',
        'cpu,cpuacct/docker/cpu.cfs_quota_us': '-1',
        'memory/docker/abc/memory.limit_in_bytes': '9223372036854771712',
        'memory/docker/memory.limit_in_bytes': '33554432',
      },
      { cpus: 3, memoryBytes: 32 * MIB },
    ],
    ['that are not there', '', {}, { cpus: undefined, memoryBytes: undefined }],
  ])('state CPUs and memory: %s', (_, membership, files, expected) => {
    expect(readCgroups(tree(membership, files))).toMatchObject(expected);
  });

  it.each<[string, string, Record<string, string>, number | undefined]>([
    [
      'version 2',
      '0::/a\n',
      { 'a/memory.events': 'oom 5\noom_kill 2', 'memory.events': 'oom_kill 9' },
      2,
    ],
    [
      'version 1',
      V1,
      { 'memory/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 3' },
      3,
    ],
    ['a kernel that does not count', V1, { 'memory/memory.oom_control': 'under_oom 0' }, undefined],
  ])(
    'state how many processes were killed for lack of memory: %s',
    (_, membership, files, expected) => {
      expect(readCgroups(tree(membership, files)).oomKills).toBe(expected);
    },
  );
});

describe('the granted resources', () => {
  const quota = { 'cpu.max': '100000 100000', 'memory.max': String(64 * MIB) };

  it('are at least one CPU, in whole CPUs and MiB', () => {
    const files = tree('0::/\n', { 'cpu.max': '20000 100000', 'memory.max': '1048577' });
    expect(grantedResources({}, files)).toEqual({ cpus: 1, memoryMiB: 1 });
  });

  it('are never more than the machine has', () => {
    const files = tree(V1, { 'memory/memory.limit_in_bytes': '9223372036854771712' });
    const all = { cpus: availableParallelism(), memoryMiB: Math.floor(totalmem() / MIB) };
    expect(grantedResources({ cpus: 1e6, memoryMiB: 1e12 }, files)).toEqual(all);
  });

  it('are those that ECS states, even if the control groups’ quota is another', () => {
    const cpus = availableParallelism();
    expect(grantedResources({ cpus, memoryMiB: 32 }, tree('0::/\n', quota))).toEqual({
      cpus,
      memoryMiB: 32,
    });
  });
});
