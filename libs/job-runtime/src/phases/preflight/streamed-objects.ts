import type { ObjectInfo } from '@joblayer/object-store';
import type { HostCache } from '../../cache/host-cache.ts';
import { isStreamed } from '@joblayer/tool-definition';
import type { LocatedInput } from '../../job/located-input.ts';
import type { JobPlan } from '../../job/job-plan.ts';

/**
 * The objects that are streamed to the tool while it runs: files in S3 that it reads once from start to end. Files on
 * a mounted disk, and files that the host cache has or will get, are linked instead.
 */
export function streamedObjects(
  inputs: readonly LocatedInput[],
  plan: JobPlan,
  cache: HostCache,
): ReadonlySet<ObjectInfo> {
  if (plan.settings.stream === false) return new Set();
  const objects = inputs
    .filter(({ definition }) => isStreamed(definition, plan.given))
    .flatMap(({ items }) => items.flatMap((item) => (item.type === 'file' ? [item.object] : [])))
    .filter((object) => object.location.scheme === 's3' && cache.state(object) === 'not-kept');
  return new Set(objects);
}
