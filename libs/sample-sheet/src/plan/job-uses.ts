import { formatLocation, type Location } from '@joblayer/object-store/location';
import type { SheetJob } from './sheet-job.ts';

/** One location that a job reads or writes. */
export interface Use {
  readonly job: SheetJob;
  /** The option without its dashes; undefined for the output manifest. */
  readonly flag: string | undefined;
  readonly text: string;
  /** The same for locations that are one file. */
  readonly key: string;
}

export const usedLine = ({ job }: Use): number => job.lines[0] ?? 0;

export const usedAs = ({ flag }: Use): string =>
  flag === undefined ? 'the output manifest' : `--${flag}`;

export function* writtenBy(job: SheetJob): Iterable<Use> {
  for (const { flag, location, alternatives } of job.outputs) {
    yield use(job, flag, location);
    for (const alternative of alternatives) yield use(job, flag, alternative);
  }
  yield use(job, undefined, job.outputManifest);
}

export function* readBy(job: SheetJob): Iterable<Use> {
  for (const { flag, location, secondaryFiles } of job.inputs) {
    yield use(job, flag, location);
    for (const each of secondaryFiles) {
      if (each.location) yield use(job, each.flag, each.location);
    }
  }
}

function use(job: SheetJob, flag: string | undefined, location: Location): Use {
  const text = formatLocation(location);
  // Some disks, such as those of macOS, ignore case. In S3 two cases are two objects.
  return { job, flag, text, key: location.scheme === 'file' ? text.toLowerCase() : text };
}

/** The outermost of the directories that a location lies in, if another job uses one. */
export function directoryAbove(
  { key, job }: Use,
  directories: ReadonlyMap<string, Use>,
): Use | undefined {
  if (directories.size === 0) return undefined;
  for (let end = key.indexOf('/'); end !== -1 && end < key.length - 1;) {
    const use = directories.get(key.slice(0, end + 1));
    if (use && use.job !== job) return use;
    end = key.indexOf('/', end + 1);
  }
  return undefined;
}
