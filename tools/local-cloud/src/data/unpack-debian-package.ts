import { run, SubprocessError } from '@joblayer/subprocess';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ensureImage } from '../cloud/images.ts';
import { canInstall, isInstalled, updateLists } from '../debian/apt.ts';
import { ensureDebianImage } from '../debian/ensure-debian-image.ts';
import { docker, remove } from '../docker.ts';
import { LocalCloudError } from '../error.ts';
import type { Notify } from '../notify.ts';

interface UnpackOptions {
  readonly notify: Notify;
  readonly signal?: AbortSignal | undefined;
}

/** apt must not fetch unauthenticated packages, whatever the host's configuration says. */
const SIGNED_ONLY = [
  ...['-o', 'APT::Get::AllowUnauthenticated=false'],
  ...['-o', 'Acquire::AllowInsecureRepositories=false'],
];

/** The data packages, by the image that fetches each where the host's apt cannot. */
const IMAGES = { 'bowtie2-examples': 'lambda-phage', 'gbrowse-data': 'yeast' } as const;
export type DataPackage = keyof typeof IMAGES;

/**
 * Downloads a Debian package into `work`, and returns the path of its `directory`. Installs
 * nothing. A container of the Debian base image does it where the host's own apt cannot.
 */
export async function unpackDebianPackage(
  name: DataPackage,
  directory: string,
  work: string,
  options: UnpackOptions,
): Promise<string> {
  const archive = (await isInstalled('apt-get')) ? await download(name, work, options) : undefined;
  if (archive === undefined) return await unpackInContainer(name, directory, work, options);
  const root = path.join(work, 'root');
  await run(['dpkg', '-x', archive, root], options.signal ? { signal: options.signal } : {});
  return path.join(root, directory);
}

/**
 * The path of the downloaded package, or `undefined` when the host's apt does not know the package.
 */
async function download(
  name: string,
  work: string,
  { signal }: UnpackOptions,
): Promise<string | undefined> {
  if (!(await tryDownload(name, work, signal))) {
    if (!(await canInstall())) return undefined;
    await updateLists();
    if (!(await tryDownload(name, work, signal))) return undefined;
  }
  const file = (await readdir(work)).find((entry) => entry.endsWith('.deb'));
  return file === undefined ? undefined : path.join(work, file);
}

async function tryDownload(name: string, work: string, signal: AbortSignal | undefined) {
  try {
    await run(['apt-get', '-q', ...SIGNED_ONLY, 'download', name], {
      cwd: work,
      ...(signal && { signal }),
    });
    return true;
  } catch (error) {
    if (error instanceof SubprocessError && error.code === 'failed') return false;
    throw error;
  }
}

/**
 * The image's build downloads and unpacks the package. The files are copied from a container that
 * never starts.
 */
async function unpackInContainer(
  name: DataPackage,
  directory: string,
  work: string,
  options: UnpackOptions,
): Promise<string> {
  const target = path.join(work, 'examples');
  try {
    const image = await ensureImage(IMAGES[name], await ensureDebianImage(options), options);
    const container = await docker(['create', image, 'true']);
    try {
      await docker(['cp', `${container}:/data/${directory}`, target]);
    } finally {
      await remove(['rm', '--force', '--volumes', container]);
    }
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.code === 'aborted') throw error;
    throw new LocalCloudError(
      { code: 'data-unavailable', package: name, reason: error.message },
      error,
    );
  }
  return target;
}
