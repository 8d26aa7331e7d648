import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the control groups are mounted, and where a process's own are listed. Tests give trees of their own. */
export interface CgroupFiles {
  readonly mount: string;
  readonly membership: string;
}

const SYSTEM: CgroupFiles = { mount: '/sys/fs/cgroup', membership: '/proc/self/cgroup' };

/** The limits and counters of this process's control groups, v1 or v2. */
export interface Cgroups {
  /** CPUs, as the least quota on the way up allows; undefined without one. */
  readonly cpus: number | undefined;
  readonly memoryBytes: number | undefined;
  /** How many processes the kernel has killed here for want of memory; undefined where it does not say. */
  readonly oomKills: number | undefined;
}

/**
 * Reads this process's control groups. A limit may be set on any group above: the least counts.
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

/** The path of this process's group by controller; that of v2 has no name. Lines are `id:controllers:path`. */
function readMemberships(file: string): ReadonlyMap<string, string> {
  const lines = (readFile(file) ?? '').split('\n').filter(Boolean);
  return new Map(
    lines.flatMap((line) => {
      const [, controllers = '', ...path] = line.split(':');
      return controllers.split(',').map((name): [string, string] => [name, path.join(':')]);
    }),
  );
}

/** v1 mounts a controller alone, or with another that it is always used with. */
function mountOf(mount: string, controller: string): string {
  const together: Record<string, string> = { cpu: 'cpu,cpuacct' };
  const alone = join(mount, controller);
  return existsSync(alone) ? alone : join(mount, together[controller] ?? controller);
}

/**
 * A group and those above it, the nearest first. Inside a container the path may be the host's, which is not
 * mounted here: then what is mounted is the container's own group.
 */
function upwards(mount: string, path: string): string[] {
  const groups: string[] = [];
  for (let at = join('/', path); at !== '/'; at = dirname(at)) groups.push(join(mount, at));
  return [...groups, mount];
}

/** `cpu.max`: a quota, or `max`, and the period that it is for; both in microseconds. */
function cpusV2(group: string): number | undefined {
  const [quota, period = '100000'] = read(group, 'cpu.max')?.split(' ') ?? [];
  return limit(quota, Number(period));
}

function cpusV1(group: string): number | undefined {
  return limit(read(group, 'cpu.cfs_quota_us'), Number(read(group, 'cpu.cfs_period_us')));
}

/** `max` and -1 mean none. Where v1 sets no limit to memory it gives about 9.2e18, more than any machine has. */
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
