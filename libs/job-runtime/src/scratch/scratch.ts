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

/** A job's private directories. */
export interface Scratch extends OwnedDirectory {
  /** The tool's current directory. Its files lie below it, so their relative paths are the same in each job. */
  readonly work: string;
  readonly inputs: string;
  readonly outputs: string;
  readonly tmp: string;
  readonly logs: string;
}

/** A directory comes after its parent, since they are made in this order. */
const DIRECTORIES = ['work', 'work/inputs', 'work/outputs', 'work/tmp', 'logs'] as const;

/**
 * Makes `<base>/<uuid>/{work/{inputs,outputs,tmp},logs}`, for this user only, with a file that names its owner. It then
 * gives signs of life until `letGo()`.
 *
 * @throws JobError if `base` cannot be written; nothing is left then
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
 * Removes a scratch directory if the owner file in it names this very path.
 *
 * @throws JobError `local-io` if it does not, or the directory cannot be removed
 */
export async function removeScratch(scratch: Scratch): Promise<void> {
  await remove(scratch, removeMarkedDirectory);
}

/**
 * Empties a scratch directory, but keeps the journal and the owner's files. From these, the next job on the base learns
 * what is left elsewhere.
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

/** The error for a scratch base that cannot be used. */
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
