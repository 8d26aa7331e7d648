import { run, SubprocessError, type Argv } from '@joblayer/subprocess';
import { LocalCloudError } from '../error.ts';
import { readTextIfPresent } from '../files.ts';
import type { Notify } from '../notify.ts';

/** No questions; wait for another package manager rather than fail. */
const APT: Argv = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', '-q'];
const env = { DEBIAN_FRONTEND: 'noninteractive' };

/** Whether this process may install packages by apt: root on Debian, Ubuntu or one of their kind. */
export async function canInstall(): Promise<boolean> {
  return (
    process.getuid?.() === 0 && isDebianLike((await readTextIfPresent('/etc/os-release')) ?? '')
  );
}

/** Reads os-release(5): Debian itself, or a system that names it among those it is like. */
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
 * Installs Debian packages without their recommendations, and says which before it does. Those of `ifKnown`
 * are left out where this release has no such package. Sources that cannot be updated are no failure as long
 * as the packages themselves can be had.
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
  if (updateFailure) notify('apt-get update failed for some sources; going on with the others');
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

/** Refreshes the package lists. Returns what apt said when some source failed. */
export async function updateLists(): Promise<string | undefined> {
  try {
    await run([...APT, 'update'], { env });
    return undefined;
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.code !== 'failed') throw error;
    return error.stderr;
  }
}
