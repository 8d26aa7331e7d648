import { run, SubprocessError, type Argv } from '@joblayer/subprocess';
import { LocalCloudError } from '../error.ts';
import { readTextIfPresent } from '../files.ts';
import type { Notify } from '../notify.ts';

/** Asks no questions. Waits for another package manager rather than failing. */
const APT: Argv = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', '-q'];
const env = { DEBIAN_FRONTEND: 'noninteractive' };

/**
 * Whether this process may install packages with apt: root on Debian, Ubuntu or a similar system.
 */
export async function canInstall(): Promise<boolean> {
  return (
    process.getuid?.() === 0 && isDebianLike((await readTextIfPresent('/etc/os-release')) ?? '')
  );
}

/** Reads os-release(5): whether the system is Debian, or names Debian among those it is like. */
export function isDebianLike(osRelease: string): boolean {
  const value = (key: string) =>
    new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1]?.split(' ') ?? [];
  return [...value('ID'), ...value('ID_LIKE')].includes('debian');
}

/** Whether a program of that name is on the PATH. */
export async function isInstalled(program: string): Promise<boolean> {
  try {
    await run(['which', program]);
    return true;
  } catch (error) {
    if (error instanceof SubprocessError && error.code === 'failed') return false;
    throw error;
  }
}

/**
 * Installs Debian packages without their recommendations, and first reports which. It skips those
 * of `ifKnown` that this release does not have. A source that cannot be updated is no failure where
 * the packages are available anyway.
 *
 * @throws LocalCloudError `install-failed`
 */
export async function installPackages(
  required: readonly string[],
  notify: Notify,
  ifKnown: readonly string[] = [],
): Promise<void> {
  notify('updating the lists of Debian packages (apt-get update, as root)');
  const updateFailure = await updateLists();
  if (updateFailure) notify('apt-get update failed for some sources; continuing with the others');
  const packages = [...required, ...(await knownPackages(ifKnown))];
  notify(`installing Debian packages: ${packages.join(' ')} (apt-get install, as root)`);
  try {
    await run([...APT, 'install', '-y', '--no-install-recommends', ...packages], { env });
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const output = [updateFailure, error.stderr].filter(Boolean).join('\n');
    throw new LocalCloudError({ code: 'install-failed', packages, output }, error);
  }
}

async function knownPackages(names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const { stdout } = await run(['apt-cache', 'pkgnames']);
  const known = new Set(stdout.split('\n'));
  return names.filter((name) => known.has(name));
}

/** Refreshes the package lists. Returns apt's output when a source failed. */
export async function updateLists(): Promise<string | undefined> {
  try {
    await run([...APT, 'update'], { env });
    return undefined;
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.code !== 'failed') throw error;
    return error.stderr;
  }
}
