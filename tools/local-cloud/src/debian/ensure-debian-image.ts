import { SubprocessError } from '@joblayer/subprocess';
import path from 'node:path';
import { docker, inspect } from '../docker.ts';
import { withLock } from '../lock.ts';
import { silent, type Notify } from '../notify.ts';
import { stateDirectory, workspaceRoot } from '../workspace.ts';
import { bootstrapDebianImage } from './bootstrap-debian-image.ts';
import { rememberForNx } from './env-local.ts';

/** The variable that Nx's builds read the base image from, too. */
export const DEBIAN_IMAGE_VARIABLE = 'JOBLAYER_ARG_DEBIAN_IMAGE';

const PUBLIC_IMAGE = 'debian:trixie-slim';
const BOOTSTRAPPED_IMAGE = 'joblayer/debian:trixie';

/** A registry that answers at all has sent the 30 MB by then on most lines; where none answers, waiting is lost. */
const PULL_TIMEOUT_MS = 20_000;

export interface DebianImageOptions {
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The reference of a Debian 13 base image that the engine can build from: the one that
 * JOBLAYER_ARG_DEBIAN_IMAGE names; else one the engine has; else Docker Hub's; else one bootstrapped from
 * Debian's package archive, which later `nx` commands find through `.env.local`.
 *
 * @throws LocalCloudError `debian-image-unavailable`
 */
export async function ensureDebianImage(options: DebianImageOptions = {}): Promise<string> {
  const chosen = process.env[DEBIAN_IMAGE_VARIABLE];
  if (chosen) return chosen;

  const { notify = silent, signal } = options;
  const lock = path.join(stateDirectory, 'debian-image.lock');
  const image = await withLock(lock, () => findOrMake(notify, signal), signal);
  const toRemember = image === PUBLIC_IMAGE ? undefined : image;
  await rememberForNx(workspaceRoot, DEBIAN_IMAGE_VARIABLE, toRemember);
  return image;
}

async function findOrMake(notify: Notify, signal: AbortSignal | undefined): Promise<string> {
  for (const image of [BOOTSTRAPPED_IMAGE, PUBLIC_IMAGE]) {
    if (await inspect('image', image)) return image;
  }
  if (await pull(notify, signal)) return PUBLIC_IMAGE;
  await bootstrapDebianImage(BOOTSTRAPPED_IMAGE, notify, signal);
  return BOOTSTRAPPED_IMAGE;
}

/** One short try; any "no" is final, for the archive serves as well. */
async function pull(notify: Notify, signal: AbortSignal | undefined): Promise<boolean> {
  notify(`pulling ${PUBLIC_IMAGE}`);
  try {
    await docker(['pull', '--quiet', PUBLIC_IMAGE], {
      timeoutMs: PULL_TIMEOUT_MS,
      ...(signal && { signal }),
    });
    return true;
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.code === 'aborted') throw error;
    notify(`${PUBLIC_IMAGE} could not be pulled`);
    return false;
  }
}
