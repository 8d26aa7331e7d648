/** An engine that is tried nested in a container of Debian 13, from Debian's packages. */
export interface NestedEngine {
  /** What `start-engine` of the image takes. */
  readonly name: string;
  readonly description: string;
}

export const NESTED_ENGINES: readonly NestedEngine[] = [
  { name: 'docker-graph-driver', description: 'Docker 26.1 with the overlay2 graph driver' },
  { name: 'docker-containerd', description: 'Docker 26.1 with the containerd image store' },
  { name: 'podman', description: "podman 5.4 behind docker's API" },
];

/** What `check-engine` of the image takes: each is tried on each engine. */
export const CHECKS = ['demo', 'push-twice', 'e2e'] as const;

/**
 * `docker create …` of the container that an engine runs in. It has every capability but CAP_SYS_RESOURCE, which
 * machines that are containers themselves lack, so that `--privileged` fails there. Images lie in volumes: overlay
 * file systems cannot be stacked on the container's own.
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

/** What became of everything tried. */
export interface EngineCounts {
  readonly passed: number;
  readonly failed: number;
  /** Checks that did not run, since their engine does not run nested on this machine. */
  readonly notNested: number;
}

/** 0 only where everything was tried and passed; 69 where an engine could not be had here. */
export function exitCodeOf({ failed, notNested }: EngineCounts): number {
  if (failed > 0) return 1;
  return notNested > 0 ? 69 : 0;
}
