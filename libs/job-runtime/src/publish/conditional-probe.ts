import { writeMark } from '@joblayer/object-store';
import { formatLocation, withSuffix, type Location } from '@joblayer/object-store/location';
import type { Publication } from '../scratch/leftovers.ts';

const PREFIX = 'probe-';

/** The object that an attempt writes to try conditional writes. It is a set of its own without an output manifest. */
export function probeOf(outputManifest: Location, attempt: string): Publication {
  const name = `${PREFIX}${attempt}`;
  const location = withSuffix(outputManifest, `.${name}`);
  const none = noneOf(location);
  const object = { location, mark: writeMark(name, none, location) };
  return { attempt: name, outputManifest: none, objects: [object] };
}

/**
 * Whether a publication in a journal is such an object. Only one attempt uses its name, so its removal needs no lease.
 * It must not need one: a store without conditional writes, where a probe is left, cannot give a lease.
 */
export function isProbe({ attempt, outputManifest, objects }: Publication): boolean {
  const [object, ...others] = objects;
  if (!object || others.length > 0 || !attempt.startsWith(PREFIX)) return false;
  const text = formatLocation(object.location);
  const isNone = formatLocation(outputManifest) === formatLocation(noneOf(object.location));
  return isNone && text.endsWith(`.${attempt}`);
}

/** A location that no one ever writes to. */
const noneOf = (probe: Location): Location => withSuffix(probe, '.none');
