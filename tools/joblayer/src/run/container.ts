import type { Argv } from '@joblayer/subprocess/argv';
import type { EngineInfo, EngineProgram } from '../engine/engine-info.ts';
import { formatMount, type Mount } from './mount.ts';

/** The label of the containers that this program starts. Its value is the container's name. */
export const RUN_LABEL = 'io.joblayer.run';

/** A container of one job, as data. */
export interface JobContainer {
  readonly name: string;
  /** The image by its digest or id. */
  readonly image: string;
  readonly args: readonly string[];
  readonly mounts: readonly Mount[];
  /**
   * Variables by name. `undefined`: the value, which may be secret, is in the environment of the program that starts the
   * container, and not among its arguments.
   */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cpus?: number | undefined;
  readonly memoryMiB?: number | undefined;
  /** Default: the engine's own. */
  readonly network?: string | undefined;
  /** Further labels. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Relative paths among the arguments start from here. */
  readonly workDir: string;
  readonly user: User;
}

/** Who runs this program, on this machine. */
export interface User {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** The options and operands after `docker create` or `docker run`. */
export function containerArguments(
  program: EngineProgram,
  info: EngineInfo,
  container: JobContainer,
): string[] {
  const { name, image, args, mounts, variables, cpus, memoryMiB, network, workDir } = container;
  return [
    ...['--rm', '--name', name, '--label', `${RUN_LABEL}=${name}`],
    ...Object.entries(container.labels ?? {}).flatMap(([label, value]) => [
      '--label',
      `${label}=${value}`,
    ]),
    ...userOptions(program, info, container.user),
    ...(network === undefined ? [] : ['--network', network]),
    ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
    ...(memoryMiB === undefined ? [] : ['--memory', `${memoryMiB}m`]),
    ...mounts.flatMap((mount) => ['--mount', formatMount(mount)]),
    ...Object.entries(variables).flatMap(([variable, value]) => [
      '--env',
      value === undefined ? variable : `${variable}=${value}`,
    ]),
    ...['--workdir', workDir, image, ...args],
  ];
}

/** Lets the job run as the user, so that outputs are the user's and inputs readable. */
function userOptions(
  program: EngineProgram,
  { isRootless, remapsUsers }: EngineInfo,
  { uid, gid, groups }: User,
): string[] {
  const own = ['--user', `${uid}:${gid}`];
  const further = groups.filter((group) => group !== gid).flatMap((g) => ['--group-add', `${g}`]);
  if (program === 'podman') {
    // Hosts with SELinux would deny the container the user's files, or their labels would have to be changed.
    const unlabelled = ['--security-opt', 'label=disable'];
    return isRootless
      ? ['--userns', 'keep-id', '--group-add', 'keep-groups', ...own, ...unlabelled]
      : [...own, ...further, ...unlabelled];
  }
  // Root of a container of rootless docker is the user on this machine.
  if (isRootless) return ['--user', '0:0'];
  return [...(remapsUsers ? ['--userns', 'host'] : []), ...own, ...further];
}

/** The whole command, as `--print` shows it. */
export const runCommand = (
  program: EngineProgram,
  info: EngineInfo,
  container: JobContainer,
): Argv => [program, 'run', ...containerArguments(program, info, container)];
