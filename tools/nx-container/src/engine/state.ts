import { createHash, randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ProblemError } from '@joblayer/problem';
import { inVariables } from '../configuration.ts';
import type { Engine } from './engine.ts';
import { readEpoch } from './epoch.ts';

export const PLATFORM_VARIABLE = 'JOBLAYER_ENGINE_PLATFORM';

/** The variable by which Nx knows what the engine has of a package. */
export const stateVariable = (name: string): string => `JOBLAYER_ENGINE_HAS_${inVariables(name)}`;

/**
 * What the engine has of each package, as variables that are inputs of the docker-build tasks: a task's result
 * is only taken from Nx' cache where the same tags name the same images as when it ran and changed nothing.
 * The engine is asked once for all of them. Where it does not answer, or a package was never built here, the
 * value is a new one each time, so that the task runs.
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

/** The tasks say themselves what is wrong with the engine. */
async function unlessUnreachable<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
