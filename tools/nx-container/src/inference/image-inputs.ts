import { ProblemError } from '@joblayer/problem';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { imageDependencies } from './dependencies.ts';

/** What one package's image is made from, besides the outputs of its build target. */
export interface ImageInputs {
  /**
   * Globs from the workspace's root, of the package and of the packages whose images it is built
   * from.
   */
  readonly filesets: readonly string[];
  /** Names of the ARGs before the first FROM, in all those Dockerfiles. */
  readonly arguments: readonly string[];
}

/** Files that count besides those that instructions take. */
const ALWAYS = ['Dockerfile', 'Dockerfile.dockerignore', '.dockerignore', 'manifest.json'];

/**
 * Reads the inputs of an image from its Dockerfile and its bases' Dockerfiles. So `nx affected`
 * reaches only images that a change affects. An invalid Dockerfile has all files of its package as
 * inputs: docker-build reports it.
 *
 * @param names the workspace's packages with a Dockerfile
 */
export function imageInputs(
  workspaceRoot: string,
  name: string,
  repositoryPrefix: string,
  names: ReadonlySet<string>,
): ImageInputs {
  const filesets = new Set<string>();
  const argumentNames = new Set<string>();
  for (const image of withBases(workspaceRoot, name, repositoryPrefix, names)) {
    const root = `packages/${image}`;
    for (const fileset of filesetsOf(workspaceRoot, root, argumentNames))
      filesets.add(`{workspaceRoot}/${root}/${fileset}`);
  }
  return { filesets: [...filesets], arguments: [...argumentNames] };
}

function filesetsOf(workspaceRoot: string, root: string, argumentNames: Set<string>): string[] {
  const file = `${root}/Dockerfile`;
  try {
    const dockerfile = parseDockerfile(readDockerfile(workspaceRoot, file), file);
    for (const { name } of dockerfile.globalArguments) argumentNames.add(name);
    const sources = dockerfile.sources.flatMap(({ source }) => {
      const path = posix.normalize(source.replace(/^\/+/, '')).replace(/\/+$/, '') || '.';
      return path === '.' ? ['**/*'] : [path, `${path}/**/*`];
    });
    return [...ALWAYS, ...sources];
  } catch (error) {
    if (error instanceof ProblemError) return ['**/*'];
    throw error;
  }
}

/** The package itself, then the packages whose images it is built from, directly or indirectly. */
function withBases(
  workspaceRoot: string,
  name: string,
  repositoryPrefix: string,
  names: ReadonlySet<string>,
): Set<string> {
  const found = new Set([name]);
  for (const image of found) {
    const file = `packages/${image}/Dockerfile`;
    const text = readDockerfile(workspaceRoot, file);
    for (const base of imageDependencies(text, file, repositoryPrefix, names)) found.add(base);
  }
  return found;
}

const readDockerfile = (workspaceRoot: string, file: string): string =>
  readFileSync(join(workspaceRoot, file), 'utf8');
