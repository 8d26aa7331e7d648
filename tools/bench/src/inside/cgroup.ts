import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The directory of the container's own control groups. */
const OWN = '/sys/fs/cgroup';
/** The directory at which the bench mounts the control groups of the whole machine. */
const ALL = '/machine/cgroup';

/** The CPU time of this container so far, in ms. */
export const ownCpuMs = (): number => cpuMs(OWN, path.join(OWN, 'cpuacct'));

/** The anonymous memory of this container's processes, in bytes. It does not include the page cache. */
export function ownAnonymousBytes(): number {
  const v1 = path.join(OWN, 'memory', 'memory.stat');
  return existsSync(v1)
    ? field(read(v1), 'total_rss')
    : field(read(path.join(OWN, 'memory.stat')), 'anon');
}

/** The CPU time of another container of this machine so far, in ms. */
export function containerCpuMs(id: string): number {
  const group = groupOf(id);
  return cpuMs(group, group);
}

/**
 * The directory of a container's CPU counters. Docker puts it below `docker/` if it manages control groups itself; with
 * systemd it is a scope. An engine in a container has further directories above.
 */
function groupOf(id: string): string {
  const patterns = ['', '*/', '*/*/', '*/*/*/'].flatMap((above) => [
    `${above}docker/${id}`,
    `${above}docker-${id}.scope`,
  ]);
  const found = globSync(patterns, { cwd: ALL }).map((group) => path.join(ALL, group));
  const group = found.find(
    (each) =>
      existsSync(path.join(each, 'cpuacct.usage')) || existsSync(path.join(each, 'cpu.stat')),
  );
  if (group === undefined) throw new Error(`no control group of the container ${id}`);
  return group;
}

function cpuMs(v2: string, v1: string): number {
  const usage = path.join(v1, 'cpuacct.usage');
  return existsSync(usage)
    ? Number(read(usage)) / 1e6
    : field(read(path.join(v2, 'cpu.stat')), 'usage_usec') / 1e3;
}

const read = (file: string): string => readFileSync(file, 'utf8');

function field(text: string, name: string): number {
  const value = new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`the control group does not state ${name}`);
  return Number(value);
}
