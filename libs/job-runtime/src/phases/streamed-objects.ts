import type { ObjectInfo } from '@joblayer/object-store';
import type { HostCache } from '../cache/host-cache.ts';
import type { InputDefinition } from '../tool/definition.ts';
import type { LocatedInput } from './located-input.ts';
import type { JobPlan } from './plan.ts';

/**
 * The objects that are fed to the tool while it runs: files in S3 that it reads once from start to end. A mounted
 * disk needs no feeding, and what is in the host cache, or is to come into it, is better linked from there.
 */
export function streamedObjects(
  inputs: readonly LocatedInput[],
  plan: JobPlan,
  cache: HostCache,
): ReadonlySet<ObjectInfo> {
  const given = new Set(inputs.flatMap(({ name, items }) => (items.length > 0 ? [name] : [])));
  const objects = inputs
    .filter(({ definition }) => isRead(definition, plan, given))
    .flatMap(({ items }) => items.flatMap((item) => (item.type === 'file' ? [item.object] : [])))
    .filter((object) => object.location.scheme === 's3' && cache.state(object) === 'not-kept');
  return new Set(objects);
}

function isRead(
  { stream = false }: InputDefinition,
  { params, settings }: JobPlan,
  given: ReadonlySet<string>,
): boolean {
  if (settings.stream === false) return false;
  return typeof stream === 'boolean'
    ? stream
    : stream({ given, params, extraArgs: settings.extraArgs });
}
