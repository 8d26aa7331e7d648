import type { ImageReference } from '@joblayer/registry';

/**
 * The name of the package that builds an image, where the image is of this workspace.
 *
 * @param names the workspace's packages with a Dockerfile
 */
export function workspacePackageOf(
  { registry, repository }: ImageReference,
  repositoryPrefix: string,
  names: ReadonlySet<string>,
): string | undefined {
  if (registry !== undefined || !repository.startsWith(`${repositoryPrefix}/`)) return undefined;
  const name = repository.slice(repositoryPrefix.length + 1);
  return names.has(name) ? name : undefined;
}
