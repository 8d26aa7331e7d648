import type { ObjectInfo } from '@joblayer/object-store';
import type { InputDescription } from '@joblayer/tool-definition';
import type { JobSettings } from '../../job/job.ts';
import { allObjectsOf, type LocatedInput } from '../../job/located-input.ts';

/** Whether an input's objects belong in the host cache. */
export const isToBeKept = (
  { reference }: InputDescription,
  { hostCache }: Pick<JobSettings, 'hostCache'>,
): boolean => hostCache !== undefined && (hostCache.inputs !== 'references' || reference === true);

/** The objects that belong in the host cache. Files on a mounted disk do not: they are near already. */
export function objectsToKeep(
  inputs: readonly LocatedInput[],
  settings: Pick<JobSettings, 'hostCache'>,
): readonly ObjectInfo[] {
  const kept = inputs.filter(({ definition }) => isToBeKept(definition, settings));
  return allObjectsOf(kept).filter(({ location }) => location.scheme !== 'file');
}
