import { ProblemError } from '@joblayer/problem';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { globalValues, resolveImages } from '../dockerfile/resolve-images.ts';
import { workspacePackageOf } from '../dockerfile/workspace-image.ts';

/**
 * The names of the workspace's packages whose images a Dockerfile is built from. Empty for an
 * invalid Dockerfile: an error here would stop every Nx command, and docker-build reports it.
 *
 * @param names the workspace's packages with a Dockerfile
 */
export function imageDependencies(
  text: string,
  file: string,
  repositoryPrefix: string,
  names: ReadonlySet<string>,
): string[] {
  try {
    const dockerfile = parseDockerfile(text, file);
    const images = resolveImages(dockerfile, globalValues(dockerfile));
    const found = images.map(({ reference }) =>
      workspacePackageOf(reference, repositoryPrefix, names),
    );
    return [...new Set(found.filter((name) => name !== undefined))];
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}
