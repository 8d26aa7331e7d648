import { run } from '@joblayer/subprocess';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { dockerContext } from '@joblayer/registry/docker';
import { isPodman } from './podman.ts';
import { engineProblem } from './problems.ts';

/** A docker command that builds. */
export interface Builder {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** Options of `docker build` that only this builder knows. */
  readonly options: readonly string[];
}

/**
 * Prints the log line by line, for output that is not a terminal. The classic builder has no other
 * log.
 */
const PLAIN_LOG = ['--progress=plain'];

/** The first major version of the docker command that needs the buildx plugin for BuildKit. */
const NEEDS_BUILDX_FROM = 23;

/**
 * The first docker command on the PATH that can build with BuildKit: one with the buildx plugin, or
 * one old enough to contain BuildKit. A machine may have several, such as a distribution's command
 * and a newer one without the plugin. podman has no BuildKit behind docker's API. There its own
 * builder is used, which docker calls the classic one. Otherwise buildx would start a BuildKit
 * container beside podman.
 *
 * @throws ProblemError `docker-not-found`, `no-builder`
 */
export async function findBuilder(path = process.env['PATH'] ?? ''): Promise<Builder> {
  const programs = dockerPrograms(path);
  if (programs.length === 0) throw engineProblem({ code: 'docker-not-found' });
  const [first] = programs;
  if (first !== undefined && (await isPodman(first)))
    return { program: first, env: { DOCKER_BUILDKIT: '0' }, options: [] };
  for (const program of programs) {
    if (await hasBuildx(program))
      return { program, env: await engineBuilder(program), options: PLAIN_LOG };
    if ((await majorVersion(program)) < NEEDS_BUILDX_FROM)
      return { program, env: { DOCKER_BUILDKIT: '1' }, options: PLAIN_LOG };
  }
  throw engineProblem({ code: 'no-builder', tried: programs });
}

function dockerPrograms(path: string): string[] {
  const folders = new Set(path.split(delimiter).filter((folder) => folder !== ''));
  return [...folders].map((folder) => join(folder, 'docker')).filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function hasBuildx(program: string): Promise<boolean> {
  return run([program, 'buildx', 'version']).then(
    () => true,
    () => false,
  );
}

/**
 * The engine's own builder, which has the name of docker's context. Another one, as CI set-ups
 * make, runs in a container. It cannot see the engine's images, such as the base image.
 */
async function engineBuilder(program: string): Promise<Record<string, string>> {
  // Without attestations a tag is one image manifest. With them it is an index with an unnamed
  // second image.
  const plainImage = { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };
  return { DOCKER_BUILDKIT: '1', BUILDX_BUILDER: await dockerContext(program), ...plainImage };
}

async function majorVersion(program: string): Promise<number> {
  const { stdout } = await run([program, '--version']);
  const major = /\d+/.exec(stdout)?.[0];
  return major === undefined ? Number.POSITIVE_INFINITY : Number(major);
}
