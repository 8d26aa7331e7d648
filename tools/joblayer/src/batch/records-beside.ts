import type { Location } from '@joblayer/object-store/location';
import type { SheetJob } from '@joblayer/sample-sheet';

const DIRECTORY = '.joblayer-runs/';

/**
 * Where the records of a run are if no setting says so: in the directory of S3 that has the outputs of all jobs.
 * Undefined if they are in several buckets, or not in S3.
 */
export function recordsBeside(jobs: readonly SheetJob[]): Location | undefined {
  const [first, ...others] = jobs.map(({ outputManifest }) => outputManifest);
  if (first?.scheme !== 's3') return undefined;
  const { bucket } = first;
  let prefix = directoryOf(first.key);
  for (const other of others) {
    if (other.scheme !== 's3' || other.bucket !== bucket) return undefined;
    while (!other.key.startsWith(prefix)) prefix = directoryOf(prefix.slice(0, -1));
  }
  return { scheme: 's3', bucket, key: `${prefix}${DIRECTORY}` };
}

/** With its slash at the end; empty for the whole bucket. */
const directoryOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1);
