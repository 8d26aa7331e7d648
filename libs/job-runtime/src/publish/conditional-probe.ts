import { writeMark } from '@joblayer/object-store';
import { formatLocation, withSuffix, type Location } from '@joblayer/object-store/location';
import type { Publication } from '../scratch/leftovers.ts';

const PREFIX = 'probe-';

/** The object with which an attempt tries conditional writes, as a set of its own without an output manifest. */
export function probeOf(outputManifest: Location, attempt: string): Publication {
  const name = `${PREFIX}${attempt}`;
  const location = withSuffix(outputManifest, `.${name}`);
  const none = noneOf(location);
  const object = { location, mark: writeMark(name, none, location) };
  return { attempt: name, outputManifest: none, objects: [object] };
}

/**
 * Whether a publication in a journal is such an object. Its name is used by one attempt only, so that its removal needs
 * no lease; and a store without conditional writes, which it is left in, could give none.
 */
export function isProbe({ attempt, outputManifest, objects }: Publication): boolean {
  const [object, ...others] = objects;
  if (!object || others.length > 0 || !attempt.startsWith(PREFIX)) return false;
  const text = formatLocation(object.location);
  const isNone = formatLocation(outputManifest) === formatLocation(noneOf(object.location));
  return isNone && text.endsWith(`.${attempt}`);
}

/** Nothing is ever written there. */
const noneOf = (probe: Location): Location => withSuffix(probe, '.none');
