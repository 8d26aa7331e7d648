import type { ObjectInfo, ObjectStore } from '@joblayer/object-store';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { asJobError, Failure, JobError } from '../../job/errors.ts';

/**
 * Finds a file. If it is absent, looks for one whose name differs only in its Unicode form: `é` as one character or
 * as two. macOS and Linux write them differently, and they look the same.
 *
 * @throws JobError as `stat`
 */
export async function statNamingTwin(store: ObjectStore, location: Location): Promise<ObjectInfo> {
  try {
    return await store.stat(location);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'input-absent') throw error;
    for (const twin of twinsOf(location)) {
      if (await store.stat(twin).then(Boolean, () => false))
        throw differsInForm(asJobError(error), twin);
    }
    throw error;
  }
}

function twinsOf(location: Location): readonly Location[] {
  if (location.scheme === 'https') return [];
  const whole = location.scheme === 's3' ? location.key : location.path;
  const slash = whole.lastIndexOf('/') + 1;
  const [directory, name] = [whole.slice(0, slash), whole.slice(slash)];
  const texts = (['NFC', 'NFD'] as const).flatMap((form) => [
    directory + name.normalize(form),
    directory.normalize(form) + name,
    directory.normalize(form) + name.normalize(form),
  ]);
  return [...new Set(texts)]
    .filter((text) => text !== whole)
    .map((text) =>
      location.scheme === 's3' ? { ...location, key: text } : { ...location, path: text },
    );
}

function differsInForm({ facts, cause }: JobError, twin: Location): JobError {
  const encoded = encodeURI(formatLocation(twin));
  return new JobError(
    {
      ...facts,
      problem: 'it does not exist, but there is one that differs only in its Unicode form',
      advice: `Copy the name from a listing instead of typing it. In percent encoding it is ${encoded}.`,
    },
    cause,
  );
}
