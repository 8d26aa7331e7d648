import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Paths of the mounted control groups, and of the list of a process's own. Tests give other paths. */
export interface CgroupFiles {
  readonly mount: string;
  readonly membership: string;
}

const SYSTEM: CgroupFiles = { mount: '/sys/fs/cgroup', membership: '/proc/self/cgroup' };

/** The limits and counters of this process's control groups, v1 or v2. */
export interface Cgroups {
  /** CPUs that the least quota of the group and those above it allows; undefined without a quota. */
  readonly cpus: number | undefined;
  readonly memoryBytes: number | undefined;
  /** How many processes the kernel has killed here for lack of memory; undefined if it does not count them. */
  readonly oomKills: number | undefined;
}

/**
 * Reads this process's control groups. Each group above may set a limit too, and the least counts.
 *
 * cgroups(7); https://docs.kernel.org/admin-guide/cgroup-v2.html; memory.oom_control counts kills since Linux 4.13.
 */
export function readCgroups(files: CgroupFiles = SYSTEM): Cgroups {
  const memberships = readMemberships(files.membership);
  const v2 = upwards(files.mount, memberships.get('') ?? '/');
  const v1 = (controller: string) =>
    upwards(mountOf(files.mount, controller), memberships.get(controller) ?? '/');
  const memory = v1('memory');
  return {
    cpus: least([...v2.map(cpusV2), ...v1('cpu').map(cpusV1)]),
    memoryBytes: least([
      ...v2.map((group) => limit(read(group, 'memory.max'))),
      ...memory.map((group) => limit(read(group, 'memory.limit_in_bytes'))),
    ]),
    oomKills: first([
      ...v2.map((group) => counter(read(group, 'memory.events'))),
      ...memory.map((group) => counter(read(group, 'memory.oom_control'))),
    ]),
  };
}

/** The path of this process's group by controller; the name of v2's is empty. Lines are `id:controllers:path`. */
function readMemberships(file: string): ReadonlyMap<string, string> {
  const lines = (readFile(file) ?? '').split('\n').filter(Boolean);
  return new Map(
    lines.flatMap((line) => {
      const [, controllers = '', ...path] = line.split(':');
      return controllers.split(',').map((name): [string, string] => [name, path.join(':')]);
    }),
  );
}

/** v1 mounts a controller alone, or together with another one. */
function mountOf(mount: string, controller: string): string {
  const together: Record<string, string> = { cpu: 'cpu,cpuacct' };
  const alone = join(mount, controller);
  return existsSync(alone) ? alone : join(mount, together[controller] ?? controller);
}

/**
 * A group and those above it, the nearest first. Inside a container the path may be the host's, which is not mounted
 * there. The mount itself is then the container's own group.
 */
function upwards(mount: string, path: string): string[] {
  const groups: string[] = [];
  for (let at = join('/', path); at !== '/'; at = dirname(at)) groups.push(join(mount, at));
  return [...groups, mount];
}

/** `cpu.max`: a quota, or `max`, and its period; both in microseconds. */
function cpusV2(group: string): number | undefined {
  const [quota, period = '100000'] = read(group, 'cpu.max')?.split(' ') ?? [];
  return limit(quota, Number(period));
}

function cpusV1(group: string): number | undefined {
  return limit(read(group, 'cpu.cfs_quota_us'), Number(read(group, 'cpu.cfs_period_us')));
}

/** `max` and -1 mean no limit. For memory, v1 instead states about 9.2e18 bytes, more than any machine has. */
function limit(text: string | undefined, per = 1): number | undefined {
  const value = Number(text ?? NaN) / per;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** The line `oom_kill N`. */
function counter(text: string | undefined): number | undefined {
  const count = /^oom_kill (\d+)$/m.exec(text ?? '')?.[1];
  return count === undefined ? undefined : Number(count);
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

const first = (values: readonly (number | undefined)[]): number | undefined =>
  values.find((value) => value !== undefined);

const read = (group: string, name: string): string | undefined => readFile(join(group, name));

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
