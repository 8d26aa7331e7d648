import { createHash, randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ProblemError } from '@joblayer/problem';
import { inVariables } from '../configuration.ts';
import type { Engine } from './engine.ts';
import { readEpoch } from './epoch.ts';

export const PLATFORM_VARIABLE = 'JOBLAYER_ENGINE_PLATFORM';

/** The variable that gives Nx the state of a package's images in the engine. */
export const stateVariable = (name: string): string => `JOBLAYER_ENGINE_HAS_${inVariables(name)}`;

/**
 * The engine's images of each package, as variables that are inputs of the docker-build tasks. Nx
 * reuses a task's result only where the same tags name the same images as before, and the task
 * changed nothing. One call covers all packages. A package that was never built here gets a new
 * value each time, so that the task runs. So does every package while the engine does not respond.
 */
export async function engineState(
  workspaceRoot: string,
  repositoryPrefix: string,
  engine: Engine,
): Promise<Record<string, string>> {
  const names = globSync('packages/*/Dockerfile', { cwd: workspaceRoot }).map((file) =>
    basename(dirname(file)),
  );
  const [images, platform] = await Promise.all([
    unlessUnreachable(engine.images(`${repositoryPrefix}/*`)),
    unlessUnreachable(engine.platform()),
  ]);
  const states: Record<string, string> =
    platform === undefined ? {} : { [PLATFORM_VARIABLE]: platform };
  for (const name of names) {
    const epoch = await readEpoch(workspaceRoot, name);
    const tags = images?.get(`${repositoryPrefix}/${name}`) ?? new Map<string, string>();
    states[stateVariable(name)] =
      images && epoch !== undefined ? fingerprint(epoch, tags) : randomUUID();
  }
  return states;
}

function fingerprint(epoch: string, tags: ReadonlyMap<string, string>): string {
  const entries = [...tags].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([epoch, entries]))
    .digest('hex');
}

/** The tasks themselves report a problem with the engine. */
async function unlessUnreachable<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
