import { makeDirectory } from '@joblayer/object-store';
import {
  createOwnedDirectory,
  isMarked,
  OWNERSHIP_FILES,
  removeContents,
  removeMarkedDirectory,
  type OwnedDirectory,
} from '@joblayer/owned-directory';
import { join } from 'node:path';
import { ioError, JobError } from '../job/errors.ts';
import { JOURNAL_FILE } from './journal-file.ts';

/** A job's private directories, and the one way to remove them. */
export interface Scratch extends OwnedDirectory {
  /** The tool's current directory. What it names lies below it, so that no name depends on the host or the job. */
  readonly work: string;
  readonly inputs: string;
  readonly outputs: string;
  readonly tmp: string;
  readonly logs: string;
}

/** Each after the one that it lies in. */
const DIRECTORIES = ['work', 'work/inputs', 'work/outputs', 'work/tmp', 'logs'] as const;

/**
 * Makes `<base>/<uuid>/{work/{inputs,outputs,tmp},logs}`, for this user only, with a file that says whose it is, and
 * gives signs of life from then on.
 *
 * @throws JobError where `base` cannot be written; nothing is left then
 */
export async function createScratch(base: string): Promise<Scratch> {
  try {
    await makeDirectory(base);
    const owned = await createOwnedDirectory(base, DIRECTORIES);
    const below = (name: (typeof DIRECTORIES)[number]) => join(owned.root, name);
    return {
      ...owned,
      work: below('work'),
      inputs: below('work/inputs'),
      outputs: below('work/outputs'),
      tmp: below('work/tmp'),
      logs: below('logs'),
    };
  } catch (error) {
    throw scratchError(error, base);
  }
}

/**
 * Removes a scratch directory, only if the owner file in it says that it is this very one.
 *
 * @throws JobError `local-io` when it is not, or cannot be removed
 */
export async function removeScratch(scratch: Scratch): Promise<void> {
  await remove(scratch, removeMarkedDirectory);
}

/**
 * Removes all of a scratch directory but what tells the next job on its base what is left elsewhere.
 *
 * @throws JobError as removeScratch
 */
export async function leaveJournal(scratch: Scratch): Promise<void> {
  await remove(scratch, (root) => removeContents(root, [...OWNERSHIP_FILES, JOURNAL_FILE]));
}

async function remove(
  { root, letGo }: Scratch,
  removeFrom: (root: string) => Promise<void>,
): Promise<void> {
  const location = { scheme: 'file', path: root } as const;
  const isOwn = await isMarked(root).catch((error: unknown) => {
    throw ioError(error, location);
  });
  if (!isOwn) {
    throw new JobError({
      code: 'local-io',
      problem: 'the directory is not marked as this job’s own, so it was left',
      location,
    });
  }
  try {
    await removeFrom(root);
  } catch (error) {
    throw ioError(error, location);
  } finally {
    letGo();
  }
}

/** What to do about a base directory that cannot be used. */
export function scratchError(error: unknown, base: string): JobError {
  const { facts, cause } = ioError(error, { scheme: 'file', path: base });
  if (facts.code === 'disk-full') return new JobError(facts, cause);
  return new JobError(
    {
      ...facts,
      code: 'local-io',
      problem: `the scratch directory cannot be used: ${facts.problem}`,
      advice:
        'Give a directory that the job’s user may write with --scratch-dir, or mount one: docker run -v /some/disk:/scratch …',
    },
    cause,
  );
}
