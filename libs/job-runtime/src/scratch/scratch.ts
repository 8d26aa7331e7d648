import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ioError, JobError } from '../errors.ts';
import { makeDirectory } from '../host/make-directory.ts';
import { ownIdentity } from '../host/process-identity.ts';
import { makeLifeline } from './lifeline.ts';
import { HEARTBEAT_INTERVAL_MS } from './liveness.ts';
import { removeMarkedDirectory } from './marked-directory.ts';
import { OWNER_FILE, parseOwner, type Owner } from './owner.ts';

/** A job's private directories, and the one way to remove them. */
export interface Scratch {
  readonly root: string;
  readonly inputs: string;
  /** The tool's current directory. */
  readonly work: string;
  readonly outputs: string;
  readonly tmp: string;
  readonly logs: string;
  /** Ends the signs of life. Without them, any job may sweep the directory once this process has ended. */
  readonly letGo: () => void;
}

/**
 * Makes `<base>/<uuid>/{inputs,work,outputs,tmp,logs}`, for this user only, with a file that says whose it is, and
 * gives signs of life from then on.
 *
 * @throws JobError where `base` cannot be written; nothing is left then
 */
export async function createScratch(base: string): Promise<Scratch> {
  const root = join(base, randomUUID());
  const below = (name: string) => join(root, name);
  const directories = {
    inputs: below('inputs'),
    work: below('work'),
    outputs: below('outputs'),
    tmp: below('tmp'),
    logs: below('logs'),
  };
  try {
    await makeDirectory(base);
    // At once, so that hardly a moment remains in which a kill leaves a directory without its mark.
    mkdirSync(root, { mode: 0o700 });
    const owner: Owner = { root, ...ownIdentity() };
    writeFileSync(below(OWNER_FILE), JSON.stringify(owner), { mode: 0o600 });
    for (const directory of Object.values(directories)) await mkdir(directory, { mode: 0o700 });
    return { root, ...directories, letGo: await giveSignsOfLife(root) };
  } catch (error) {
    await rm(root, { recursive: true, force: true }).catch(() => undefined);
    throw scratchError(error, base);
  }
}

async function giveSignsOfLife(root: string): Promise<() => void> {
  const lifeline = await makeLifeline(root);
  const timer = setInterval(() => beat(join(root, OWNER_FILE)), HEARTBEAT_INTERVAL_MS).unref();
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    clearInterval(timer);
    if (lifeline !== undefined) closeSync(lifeline);
  };
}

/** Takes no space, so a full disk does not stop it; one that is missed is made up for by the next. */
function beat(ownerFile: string): void {
  try {
    const now = new Date();
    utimesSync(ownerFile, now, now);
  } catch {
    // The job itself will meet whatever ails this disk, and report it where it matters.
  }
}

/**
 * Removes a scratch directory, only if the owner file in it says that it is this very one.
 *
 * @throws JobError `local-io` when it is not, or cannot be removed
 */
export async function removeScratch({ root, letGo }: Scratch): Promise<void> {
  const location = { scheme: 'file', path: root } as const;
  const text = await readFile(join(root, OWNER_FILE), 'utf8').catch((error: unknown) => {
    throw ioError(error, location);
  });
  if (parseOwner(text)?.root !== root) {
    throw new JobError({
      code: 'local-io',
      problem: 'the directory is not marked as this job’s own, so it was left',
      location,
    });
  }
  try {
    await removeMarkedDirectory(root);
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
