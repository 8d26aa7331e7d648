import { type MarkedObject, writeMark } from '@joblayer/object-store';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Publication } from '../scratch/leftovers.ts';
import type { LeaseContext } from './lease.ts';
import { listedBy } from './published-set.ts';
import { isMarked } from './publishing-marks.ts';

/** `joblayer.json` in a directory, or `<output>.joblayer.json` beside a file. */
const MANIFEST_NAME = /(?:^|\.)joblayer\.json$/;

/**
 * The objects of a publication that a rollback may remove. All jobs of a user can write to a journal, so what it says
 * needs proof. In S3 the object's mark is the proof: it names the output manifest. A local file cannot carry a mark, so
 * its directory must. Besides, no output manifest in that directory or above it may list the file.
 */
export async function removableOf(
  { attempt, outputManifest, objects }: Publication,
  job: LeaseContext,
): Promise<readonly MarkedObject[]> {
  const byText = new Map<string, Location>([[formatLocation(outputManifest), outputManifest]]);
  // A directory may hold 100,000 of the files, so each directory is read only once.
  const directories = new Set(
    objects.flatMap(({ location }) => (location.scheme === 'file' ? [dirname(location.path)] : [])),
  );
  const marked = new Set<string>();
  for (const directory of directories) {
    if (await isMarked(directory, { attempt, outputManifest })) marked.add(directory);
    for (const path of await manifestsAbove(directory)) {
      const found: Location = { scheme: 'file', path };
      byText.set(formatLocation(found), found);
    }
  }
  const listed = new Set<string>();
  for (const manifest of byText.values()) {
    (await listedBy(manifest, job)).forEach(({ location }) => listed.add(location));
  }
  return objects.filter(({ location, mark }) => {
    if (listed.has(formatLocation(location))) return false;
    return location.scheme === 'file'
      ? marked.has(dirname(location.path))
      : mark === writeMark(attempt, outputManifest, location);
  });
}

/** The output manifests in a directory and in those above it. */
async function manifestsAbove(lowest: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let directory = lowest; ; directory = dirname(directory)) {
    const names = await readdir(directory).catch(() => []);
    found.push(...names.filter((name) => MANIFEST_NAME.test(name)).map((n) => join(directory, n)));
    if (directory === dirname(directory)) return found;
  }
}
