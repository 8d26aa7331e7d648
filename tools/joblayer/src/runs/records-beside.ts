import { type Location, parseLocation } from '@joblayer/object-store/location';
import type { SheetJob } from '@joblayer/sample-sheet';
import { RECORDS } from './record-directory.ts';

const OUTPUT_DIR = '--output-dir';

/**
 * Where the records of a run are if no setting says so: in the directory of S3 that has the outputs of all jobs. This is
 * what `--output-dir` has before its first column; so it does not depend on the number of rows.
 *
 * Undefined if they are in several buckets, or not in S3.
 */
export function recordsBeside(
  jobs: readonly SheetJob[],
  constants: readonly string[],
): Location | undefined {
  const template = outputDirOf(constants);
  if (template === undefined) return besideOutputs(jobs);
  const fixed = template.replace(/\{.*$/s, '');
  const directory = fixed === template ? fixed.replace(/\/*$/, '/') : directoryOf(fixed);
  if (!/^s3:\/\/[^/]+\//i.test(directory)) return besideOutputs(jobs);
  const location = parseLocation(directory);
  return location.scheme === 's3' ? { ...location, key: `${location.key}${RECORDS}` } : undefined;
}

function outputDirOf(constants: readonly string[]): string | undefined {
  const at = constants.findIndex((word) => /^--output-dir(?:=|$)/.test(word));
  const word = constants[at];
  return word === OUTPUT_DIR ? constants[at + 1] : word?.slice(`${OUTPUT_DIR}=`.length);
}

function besideOutputs(jobs: readonly SheetJob[]): Location | undefined {
  const [first, ...others] = jobs.map(({ outputManifest }) => outputManifest);
  if (first?.scheme !== 's3') return undefined;
  const { bucket } = first;
  let prefix = directoryOf(first.key);
  for (const other of others) {
    if (other.scheme !== 's3' || other.bucket !== bucket) return undefined;
    while (!other.key.startsWith(prefix)) prefix = directoryOf(prefix.slice(0, -1));
  }
  return { scheme: 's3', bucket, key: `${prefix}${RECORDS}` };
}

/** With its slash at the end; empty for the whole bucket. */
const directoryOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1);
