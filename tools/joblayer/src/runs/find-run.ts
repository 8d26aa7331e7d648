import { Failure } from '@joblayer/object-store/errors';
import { asDirectory, parseLocation } from '@joblayer/object-store/location';
import { isRunName, openRun, type Run, type RunPlace, runProblem } from '@joblayer/runs';
import { say } from '../say.ts';
import { type Outside, placeOf } from './outside.ts';
import { rememberedDirectories } from './remembered-directories.ts';

/**
 * The places where this user's runs may have their records: the one that is set; else those that were remembered, the
 * newest first.
 *
 * @throws ProblemError `record-directory-missing` if there is none
 */
export async function recordPlaces(
  outside: Outside,
  env: NodeJS.ProcessEnv,
): Promise<readonly [RunPlace, ...RunPlace[]]> {
  const [first, ...others] = outside.settings.recordDir ? [] : await rememberedDirectories(env);
  if (first === undefined) return [placeOf(outside)];
  const at = (text: string): RunPlace => ({
    ...outside,
    directory: asDirectory(parseLocation(text)),
  });
  return [at(first), ...others.map(at)];
}

/**
 * A run by its name, or by the location of its record.
 *
 * @throws ProblemError `run-unknown`, `record-directory-missing`, `record-newer`, `record-damaged`; StoreError
 */
export async function findRun(
  outside: Outside,
  text: string,
  env: NodeJS.ProcessEnv,
): Promise<Run> {
  const [, directory, name] = /^(.*\/)([^/]+)\/?$/s.exec(text) ?? [];
  if (directory !== undefined && name !== undefined)
    return openRun({ ...outside, directory: asDirectory(parseLocation(directory)) }, name);
  const places = await recordPlaces(outside, env);
  const [newest, ...others] = places;
  if (others.length === 0 || !isRunName(text)) return openRun(newest, text);
  for (const place of places) {
    const run = await openRun(place, text).catch(leftOut);
    if (run) return run;
  }
  const looked = `the ${places.length} directories that this user's runs had. Give --record-dir for another one`;
  throw runProblem({ code: 'run-unknown', run: text, directory: looked });
}

/** One of many directories may be gone, or be of another account. */
export function leftOut(error: unknown): undefined {
  if (runProblem.is(error, 'run-unknown')) return;
  const isOther = error instanceof Failure && /^(?:input-absent|access-denied)$/.test(error.code);
  if (!isOther) throw error;
  say(`left out: ${error.facts.problem}`);
}
