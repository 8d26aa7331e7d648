import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '@joblayer/local-cloud';
import { installedDirectory } from '../locations.ts';
import { say } from '../say.ts';
import { lockedName } from './lock-digest.ts';

/** A file that the last step of an installation writes. Without it the directory is made again. */
const COMPLETE = 'complete';
const ATTEMPTS = 3;
const PAUSE_MS = 5000;

export interface Installation {
  readonly name: string;
  /** Files of `locks`. A change of one installs the engine again. */
  readonly locks: readonly string[];
  /** What it needs, for the message of a failure. */
  readonly needs: string;
  install(directory: string): Promise<void>;
}

/**
 * Returns the directory of an installation. Makes it first unless it is complete, with up to three
 * attempts, and removes those of older locks.
 *
 * @throws Error that names what the installation needs
 */
export async function installOnce(
  wanted: Installation,
  root = installedDirectory,
  pauseMs = PAUSE_MS,
): Promise<string> {
  const name = await lockedName(wanted.name, wanted.locks);
  const directory = path.join(root, name);
  await mkdir(root, { recursive: true });
  return withLock(path.join(root, `${wanted.name}.lock`), async () => {
    if (existsSync(path.join(directory, COMPLETE))) return directory;
    await removeOlder(root, wanted.name);
    say(`installing ${name}; later runs use it again`);
    await attempt(wanted, directory, pauseMs);
    await writeFile(path.join(directory, COMPLETE), '');
    return directory;
  });
}

async function attempt(wanted: Installation, directory: string, pauseMs: number): Promise<void> {
  for (let count = 1; ; count += 1) {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    try {
      return await wanted.install(directory);
    } catch (error) {
      const reason = lastLines(error);
      if (count === ATTEMPTS)
        throw new Error(
          `${wanted.name} was not installed in ${ATTEMPTS} attempts. It needs ${wanted.needs}. The last failure:\n${reason}`,
          { cause: error },
        );
      say(
        `installing ${wanted.name} failed; attempt ${count + 1} follows. The failure:\n${reason}`,
      );
      await sleep(pauseMs);
    }
  }
}

async function removeOlder(root: string, name: string): Promise<void> {
  const isOlder = new RegExp(`^${name}-[0-9a-f]{16}$`);
  for (const entry of await readdir(root))
    if (isOlder.test(entry)) await rm(path.join(root, entry), { recursive: true, force: true });
}

const MOST_LINES = 8;

function lastLines(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  return (stderr?.trim() || message).split('\n').slice(-MOST_LINES).join('\n');
}
