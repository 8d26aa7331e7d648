import { SubprocessError } from '@joblayer/subprocess';
import path from 'node:path';
import { docker, inspect } from '../docker.ts';
import { withLock } from '../lock.ts';
import { silent, type Notify } from '../notify.ts';
import { stateDirectory, workspaceRoot } from '../workspace.ts';
import { bootstrapDebianImage } from './bootstrap-debian-image.ts';
import { rememberForNx } from './env-local.ts';
import { DEBIAN_13, type DebianRelease } from './release.ts';

/**
 * A registry that responds has sent the 30 MB by then on most connections. A longer wait for one
 * that does not respond would be lost time.
 */
const PULL_TIMEOUT_MS = 20_000;

export interface DebianImageOptions {
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The reference of a Debian image that the engine can build from. The release is Debian 13 unless
 * another is given. First choice is the image that the release's variable names, then one that the
 * engine has, then Docker Hub's. The last choice is one bootstrapped from Debian's package archive;
 * later `nx` commands find it through `.env.local`.
 *
 * @throws LocalCloudError `debian-image-unavailable`
 */
export async function ensureDebianImage(
  options: DebianImageOptions = {},
  release: DebianRelease = DEBIAN_13,
): Promise<string> {
  const chosen = process.env[release.variable];
  if (chosen) return chosen;

  const { notify = silent, signal } = options;
  // One lock for all releases, because each of them edits .env.local.
  const lock = path.join(stateDirectory, 'debian-image.lock');
  return withLock(lock, () => findAndRemember(release, notify, signal), signal);
}

async function findAndRemember(
  release: DebianRelease,
  notify: Notify,
  signal: AbortSignal | undefined,
): Promise<string> {
  const image = await findOrMake(release, notify, signal);
  const toRemember = image === release.publicImage ? undefined : image;
  await rememberForNx(workspaceRoot, release.variable, toRemember);
  return image;
}

async function findOrMake(
  release: DebianRelease,
  notify: Notify,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { publicImage, bootstrappedImage: reference } = release;
  for (const image of [reference, publicImage]) {
    if (await inspect('image', image)) return image;
  }
  if (await pull(publicImage, notify, signal)) return publicImage;
  const archives = release.archives(process.env);
  await bootstrapDebianImage(release, { reference, archives, notify, signal });
  return reference;
}

/** One short try. Every failure is final, because the archive can be used instead. */
async function pull(
  image: string,
  notify: Notify,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  notify(`pulling ${image}`);
  try {
    await docker(['pull', '--quiet', image], {
      timeoutMs: PULL_TIMEOUT_MS,
      ...(signal && { signal }),
    });
    return true;
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.code === 'aborted') throw error;
    notify(`${image} could not be pulled`);
    return false;
  }
}
