import { formatImageReference, type ImageReference } from '@joblayer/registry';
import type { ToolDescription } from '@joblayer/tool-definition';
import { nearest } from '../nearest.ts';
import { toolProblem } from '../tool/problems.ts';
import { readLabel } from '../tool/read-label.ts';
import { cacheDirectory } from './description-cache.ts';
import { openRegistry, type OpenRegistry, type RegistrySources } from './open-registry.ts';
import { readImage } from './read-image.ts';
import { versionsIn } from './versions.ts';

export interface RemoteOptions extends RegistrySources {
  /** `linux/amd64`: the image must have it. Undefined: any. */
  readonly platform: string | undefined;
  /** Where the registry prefix came from, for the message that there is no such image. */
  readonly prefixFrom: string | undefined;
}

/**
 * The description of a tool whose image is in a registry, and the image's digest.
 *
 * @throws ProblemError `image-absent` with the versions that there are, `image-of-other-platform`, and what
 * `readLabel` and `openRegistry` throw
 */
export async function describeRemote(
  image: ImageReference,
  host: string,
  { platform, prefixFrom, ...sources }: RemoteOptions,
): Promise<{ readonly description: ToolDescription; readonly digest: string }> {
  const name = formatImageReference(image);
  const registry = await openRegistry(host, sources);
  const api = registry.repository(image.repository);
  const tagOrDigest = image.digest ?? image.tag ?? 'latest';
  const found = await readImage(host, api, tagOrDigest, cacheDirectory(sources.env));
  if (!found) throw await absent(name, image.repository, registry, prefixFrom);
  const { labels, platforms, digest } = found;
  if (platform !== undefined && !platforms.includes(platform))
    throw toolProblem({ code: 'image-of-other-platform', image: name, platform, platforms });
  return { description: readLabel(name, labels), digest };
}

async function absent(
  image: string,
  repository: string,
  registry: OpenRegistry,
  prefixFrom: string | undefined,
): Promise<Error> {
  const { host } = registry;
  const tags = await registry.repository(repository).tags();
  const versions = tags && versionsIn(tags);
  // Not every registry lists its repositories, and not everyone may list them.
  const known = tags ? [] : await registry.repositories().catch(() => []);
  const meant = nearest(repository, known);
  return toolProblem({ code: 'image-absent', image, host, versions, meant, prefixFrom });
}
