import { run, SubprocessError, type Argv } from '@joblayer/subprocess';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { canInstall, installPackages, isInstalled } from './apt.ts';
import { docker } from '../docker.ts';
import { LocalCloudError } from '../error.ts';
import type { Notify } from '../notify.ts';
import { stateDirectory } from '../workspace.ts';
import type { DebianRelease } from './release.ts';

export interface BootstrapOptions {
  /** The image's name in the engine. */
  readonly reference: string;
  /**
   * Package archives; the first that serves the release is used. Empty: mmdebstrap's own choice.
   */
  readonly archives: readonly string[];
  readonly notify: Notify;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a minimal Debian from its package archive, whose signatures apt checks. Imports it into the
 * engine.
 *
 * @throws LocalCloudError `debian-image-unavailable`, `install-failed`
 */
export async function bootstrapDebianImage(
  release: DebianRelease,
  options: BootstrapOptions,
): Promise<void> {
  const { reference, notify, signal } = options;
  await requireMmdebstrap(release, notify);
  signal?.throwIfAborted();
  notify(`making ${reference} from Debian's package archive`);
  await mkdir(stateDirectory, { recursive: true });
  const directory = await mkdtemp(path.join(stateDirectory, 'debian-'));
  try {
    const root = path.join(directory, `${release.codename}.tar`);
    await makeRoot(release, root, options);
    await docker(['import', '--change', 'CMD ["bash"]', root, reference]);
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.code === 'aborted') throw error;
    throw unavailable(release, error.message, error);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function requireMmdebstrap(release: DebianRelease, notify: Notify): Promise<void> {
  if (await isInstalled('mmdebstrap')) return;
  if (!(await canInstall())) {
    const what = 'mmdebstrap, which would make it from the package archive, is not installed';
    throw unavailable(release, `it could not be pulled, and ${what}`);
  }
  await installPackages(['mmdebstrap'], notify);
}

/** Tries the archives in order, and reports which one served the release. */
async function makeRoot(
  release: DebianRelease,
  root: string,
  { archives, notify, signal }: BootstrapOptions,
): Promise<void> {
  const settings = signal ? { signal } : {};
  const { codename } = release;
  if (archives.length === 0) {
    await run(mmdebstrap([], codename, root), settings);
    return;
  }
  const failures: string[] = [];
  for (const archive of archives) {
    try {
      await run(mmdebstrap(OLD_RELEASE, codename, root, archive), settings);
      notify(`${archive} served Debian ${codename}`);
      return;
    } catch (error) {
      if (!(error instanceof SubprocessError) || error.code === 'aborted') throw error;
      notify(`${archive} did not serve Debian ${codename}`);
      failures.push(`${archive}: ${error.message}`);
    }
  }
  const reason = `no archive served ${codename}. Tried in this order:\n${failures.join('\n')}`;
  throw unavailable(release, reason);
}

/**
 * The index of an old release has a date that is no longer renewed, so apt would refuse it. The
 * setting stays in the image, for the builds on it.
 */
const OLD_RELEASE = ['--aptopt=Acquire::Check-Valid-Until "false"'];

const mmdebstrap = (options: readonly string[], ...rest: readonly string[]): Argv => [
  'mmdebstrap',
  ...['--variant=minbase', '--include=ca-certificates'],
  ...options,
  ...rest,
];

function unavailable(
  { version, variable }: DebianRelease,
  reason: string,
  cause?: unknown,
): LocalCloudError {
  return new LocalCloudError(
    { code: 'debian-image-unavailable', version, variable, reason },
    cause,
  );
}
