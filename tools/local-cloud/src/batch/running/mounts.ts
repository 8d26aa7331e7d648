import type { ContainerDetail } from '@aws-sdk/client-batch';
import { EngineError } from './engine.ts';
import type { ImageFacts } from './images.ts';

/**
 * The engine's settings for a job's volumes. One with a host path is a bind, and the engine makes a
 * missing directory. One without is a fresh volume, root's with mode 0755, unless the image declares
 * a VOLUME at that path: then it has that directory's owner and mode.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
export function mountsOf(container: ContainerDetail, image: ImageFacts) {
  const volumes = new Map((container.volumes ?? []).map((volume) => [volume.name, volume]));
  const Binds: string[] = [];
  const Mounts: object[] = [];
  for (const { sourceVolume, containerPath = '', readOnly = false } of container.mountPoints ??
    []) {
    const volume = volumes.get(sourceVolume);
    if (!volume) throw new EngineError(400, `the volume ${sourceVolume} is not declared`);
    if (volume.efsVolumeConfiguration)
      throw new EngineError(400, `the local cloud has no EFS for the volume ${sourceVolume}`);
    const source = volume.host?.sourcePath;
    if (source) Binds.push(`${source}:${containerPath}${readOnly ? ':ro' : ''}`);
    else {
      const NoCopy = !Object.hasOwn(image.Config?.Volumes ?? {}, containerPath);
      const VolumeOptions = { NoCopy };
      Mounts.push({ Type: 'volume', Target: containerPath, ReadOnly: readOnly, VolumeOptions });
    }
  }
  return { Binds, Mounts };
}
