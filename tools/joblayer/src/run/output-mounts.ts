import {
  isDirectoryLocation,
  type FileLocation,
  type Location,
} from '@joblayer/object-store/location';
import { mkdir, realpath, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Mount } from './mount.ts';
import { fileProblem } from './problems.ts';

/** The directories that a job writes to, made and mounted. */
export interface OutputMounts {
  readonly mounts: readonly Mount[];
  /** Removes the directories that were made here and are empty. */
  removeEmpty(): Promise<void>;
}

/** The directory that a job writes a file or directory into, without a slash at its end. */
export function directoryOf(location: FileLocation): string {
  const path = isDirectoryLocation(location) ? location.path : dirname(location.path);
  return path.replace(/(?<=.)\/+$/, '');
}

/** The directories of those locations that are on this machine, once each. */
export function directoriesOf(locations: readonly Location[]): string[] {
  const local = locations.filter((location) => location.scheme === 'file');
  return [...new Set(local.map(directoryOf))];
}

/**
 * Makes the directories as the user who runs this, so that they are that user's.
 *
 * @throws ProblemError `output-directory-failed`
 */
export async function makeOutputMounts(directories: readonly string[]): Promise<OutputMounts> {
  const made: string[] = [];
  const mounts: Mount[] = [];
  const removeEmpty = async () => {
    // The deepest first. One that holds something stays.
    for (const directory of made.toReversed()) await rmdir(directory).catch(() => undefined);
  };
  for (const directory of directories) {
    try {
      const first = await mkdir(directory, { recursive: true });
      if (first !== undefined) made.push(...between(first, directory));
      mounts.push({ source: await realpath(directory), target: directory, isReadOnly: false });
    } catch (error) {
      await removeEmpty();
      const detail = (error as Error).message;
      throw fileProblem({ code: 'output-directory-failed', path: directory, detail }, error);
    }
  }
  return { mounts, removeEmpty };
}

/** `/a`, `/a/b` and `/a/b/c`, from the first to the last. */
function between(first: string, last: string): string[] {
  return first === last || !last.startsWith(`${first}/`)
    ? [last]
    : [...between(first, dirname(last)), last];
}
