import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ioError, JobError } from '../errors.ts';

const OWNER_FILE = '.joblayer-owner.json';

/** A job's private directories, and the one way to remove them. */
export interface Scratch {
  readonly root: string;
  readonly inputs: string;
  /** The tool's current directory. */
  readonly work: string;
  readonly outputs: string;
  readonly tmp: string;
  readonly logs: string;
}

/**
 * Makes `<base>/<uuid>/{inputs,work,outputs,tmp,logs}`, for this user only, with a file that says whose it is.
 *
 * @throws JobError where `base` cannot be written; nothing is left then
 */
export async function createScratch(base: string): Promise<Scratch> {
  const root = join(base, randomUUID());
  const below = (name: string) => join(root, name);
  const scratch: Scratch = {
    root,
    inputs: below('inputs'),
    work: below('work'),
    outputs: below('outputs'),
    tmp: below('tmp'),
    logs: below('logs'),
  };
  try {
    await mkdir(root, { mode: 0o700 });
    await writeFile(
      below(OWNER_FILE),
      JSON.stringify({ root, host: hostname(), pid: process.pid }),
    );
    for (const directory of [
      scratch.inputs,
      scratch.work,
      scratch.outputs,
      scratch.tmp,
      scratch.logs,
    ]) {
      await mkdir(directory, { mode: 0o700 });
    }
    return scratch;
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    throw scratchError(error, base);
  }
}

/**
 * Removes a scratch directory, only if the owner file in it says that it is this very one.
 *
 * @throws JobError `local-io` when it is not, or cannot be removed
 */
export async function removeScratch({ root }: Scratch): Promise<void> {
  const location = { scheme: 'file', path: root } as const;
  const owner: unknown = JSON.parse(
    await readFile(join(root, OWNER_FILE), 'utf8').catch((error: unknown) => {
      throw ioError(error, location);
    }),
  );
  if ((owner as { root?: unknown }).root !== root) {
    throw new JobError({
      code: 'local-io',
      problem: 'the directory is not marked as this job’s own, so it was left',
      location,
    });
  }
  try {
    await removeTree(root);
  } catch (error) {
    throw ioError(error, location);
  }
}

/** A tool may leave directories that even their owner may not write: those are opened up for a second try. */
async function removeTree(root: string): Promise<void> {
  const remove = () => rm(root, { recursive: true, force: true, maxRetries: 3 });
  await remove().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
    await openUp(root);
    await remove();
  });
}

async function openUp(directory: string): Promise<void> {
  await chmod(directory, 0o700);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await openUp(join(directory, entry.name));
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
