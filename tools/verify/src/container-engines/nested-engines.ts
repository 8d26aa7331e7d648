/** An engine that runs nested in a container of Debian 13, from Debian's packages. */
export interface NestedEngine {
  /** The argument for `start-engine` of the image. */
  readonly name: string;
  readonly description: string;
}

export const NESTED_ENGINES: readonly NestedEngine[] = [
  { name: 'docker-graph-driver', description: 'Docker 26.1 with the overlay2 graph driver' },
  { name: 'docker-containerd', description: 'Docker 26.1 with the containerd image store' },
  { name: 'podman', description: "podman 5.4 behind docker's API" },
];

/** The arguments for `check-engine` of the image. Each check runs on each engine. */
export const CHECKS = ['demo', 'push-twice', 'e2e'] as const;

/**
 * `docker create …` of the container that an engine runs in. It has every capability but
 * CAP_SYS_RESOURCE. A machine that is a container itself lacks that one, so `--privileged` would
 * fail there. Images are in volumes, because overlay file systems cannot be stacked on the
 * container's own.
 */
export function nestedContainer(container: string, engine: string, image: string): string[] {
  const unconfined = ['seccomp=unconfined', 'apparmor=unconfined', 'systempaths=unconfined'];
  const volumes = ['/var/lib/docker', '/var/lib/containerd', '/var/lib/containers', '/workspace'];
  return [
    'create',
    ...['--name', container, '--hostname', container],
    ...['--cap-add', 'ALL', '--cap-drop', 'SYS_RESOURCE'],
    ...unconfined.flatMap((option) => ['--security-opt', option]),
    ...volumes.flatMap((directory) => ['--volume', directory]),
    ...['--tmpfs', '/run', '--init', image, 'start-engine', engine],
  ];
}

/** The results of all checks. */
export interface EngineCounts {
  readonly passed: number;
  readonly failed: number;
  /**
   * The number of checks that did not run, because their engine does not run nested on this
   * machine.
   */
  readonly notNested: number;
}

/** 0 only where every check ran and passed; 69 where an engine could not run here. */
export function exitCodeOf({ failed, notNested }: EngineCounts): number {
  if (failed > 0) return 1;
  return notNested > 0 ? 69 : 0;
}
