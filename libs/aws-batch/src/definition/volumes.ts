import type { EFSVolumeConfiguration, MountPoint, Volume } from '@aws-sdk/client-batch';
import type { BatchOptions } from '../options.ts';
import type { EfsOptions } from '../volume-options.ts';

/** What stays writable under a read-only root: the base image declares both as volumes. */
const WRITABLE = ['/scratch', '/tmp'] as const;

interface Mounts {
  readonly volumes?: Volume[];
  readonly mountPoints?: MountPoint[];
}

/**
 * The volumes and mount points of a job. Under a read-only root, /scratch and /tmp get a volume of
 * their own that ends with the job, unless the options mount something there.
 */
export function mounts(options: BatchOptions): Mounts {
  const given = options.volumes.map((volume, index) => ({
    volume: {
      name: `volume-${index + 1}`,
      ...('host' in volume
        ? { host: { sourcePath: volume.host } }
        : { efsVolumeConfiguration: efsConfiguration(volume.efs) }),
    },
    path: volume.container,
    readOnly: volume.readOnly,
  }));
  const own = writablePaths(options).map((path) => ({
    // Fargate takes no `host`. On EC2, Docker makes a volume when it is left out.
    volume: { name: path.slice(1) },
    path,
    readOnly: false,
  }));
  const all = [...given, ...own];
  if (all.length === 0) return {};
  return {
    volumes: all.map(({ volume }) => volume),
    mountPoints: all.map(({ volume, path, readOnly }) => ({
      sourceVolume: volume.name,
      containerPath: path,
      readOnly,
    })),
  };
}

function writablePaths({ readOnlyRoot, volumes, linux }: BatchOptions): readonly string[] {
  if (!readOnlyRoot) return [];
  const taken = [
    ...volumes.map(({ container }) => container),
    ...(linux.tmpfs ?? []).map(({ path }) => path),
  ].map((path) => path.replace(/(?<=.)\/+$/, ''));
  return WRITABLE.filter((path) => !taken.includes(path));
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_EFSVolumeConfiguration.html */
function efsConfiguration(efs: EfsOptions): EFSVolumeConfiguration {
  const { fileSystem, rootDirectory, accessPoint, iam, transitEncryption } = efs;
  const { transitEncryptionPort } = efs;
  return {
    fileSystemId: fileSystem,
    ...(rootDirectory !== undefined && { rootDirectory }),
    transitEncryption: transitEncryption ? 'ENABLED' : 'DISABLED',
    ...(transitEncryptionPort !== undefined && { transitEncryptionPort }),
    ...((accessPoint !== undefined || iam) && {
      authorizationConfig: {
        ...(accessPoint !== undefined && { accessPointId: accessPoint }),
        iam: iam ? 'ENABLED' : 'DISABLED',
      },
    }),
  };
}
