import { run, SubprocessError } from '@joblayer/subprocess';
import { canInstall, installPackages, isInstalled } from '../debian/apt.ts';
import { docker } from '../docker.ts';
import type { Notify } from '../notify.ts';
import { startDockerd, stopDockerd, type DockerdRecord } from './dockerd.ts';

/** What the engine's policy needs of the machine. Tests use a fake for it. */
export interface EngineHost {
  /** `undefined` when an engine responds to `docker info`, else the reason why none does. */
  whyNoEngine(): Promise<string | undefined>;
  /** Whether the docker command is podman's own, from the package podman-docker. */
  isPodmanCommand(): Promise<boolean>;
  /** Whether this process may install packages and start daemons: root on a Debian-like system. */
  mayInstall(): Promise<boolean>;
  /** Whether both dockerd and the docker command are installed. */
  hasDocker(): Promise<boolean>;
  installDocker(notify: Notify): Promise<void>;
  startDockerd(): Promise<DockerdRecord>;
  stopDockerd(record: DockerdRecord): Promise<void>;
  /** Names of the containers that run on the engine, whoever started them. */
  runningContainers(): Promise<string[]>;
}

export const realHost: EngineHost = {
  async whyNoEngine() {
    try {
      const info = ['docker', 'info', '--format', '{{.ServerVersion}}'] as const;
      const { stdout, stderr } = await run(info, { timeoutMs: 15_000 });
      // Some versions of the CLI exit with 0 although no engine responded.
      return stdout.trim() ? undefined : (lastLine(stderr) ?? 'docker info names no server');
    } catch (error) {
      if (!(error instanceof SubprocessError)) throw error;
      return error.code === 'program-not-found'
        ? 'the docker command is not installed'
        : (lastLine(error.stderr) ?? error.message);
    }
  },
  async isPodmanCommand() {
    try {
      return /podman/i.test((await run(['docker', '--version'])).stdout);
    } catch (error) {
      if (!(error instanceof SubprocessError)) throw error;
      return false;
    }
  },
  mayInstall: canInstall,
  hasDocker: async () => (await isInstalled('dockerd')) && (await isInstalled('docker')),
  // From Debian 13 on, the docker command and its BuildKit plugin are packages of their own.
  installDocker: (notify) =>
    installPackages(['docker.io', 'iptables'], notify, ['docker-cli', 'docker-buildx']),
  startDockerd,
  stopDockerd,
  async runningContainers() {
    const names = await docker(['ps', '--format', '{{.Names}}']);
    return names.split('\n').filter(Boolean);
  },
};

const lastLine = (text: string): string | undefined => text.trim().split('\n').at(-1) || undefined;
