import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { docker, inspect } from '../docker.ts';
import type { Notify } from '../notify.ts';

const imagesDirectory = path.resolve(import.meta.dirname, '../../images');

/** Passed on to builds where they are set, since the packages come over the network. */
const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/**
 * Builds one of the images under `images/` unless the engine has it, and returns its reference. The tag is a
 * digest of the Dockerfile, the files beside it and its base, so an edit to any of them makes a new image.
 */
export async function ensureImage(
  image: 'aws' | 'ceph' | 'registry' | 'lambda-phage',
  debianImage: string,
  options: { readonly notify: Notify; readonly signal?: AbortSignal | undefined },
): Promise<string> {
  const context = path.join(imagesDirectory, image);
  const reference = `joblayer/local-cloud-${image}:${await contentTag(context, debianImage)}`;
  if (await inspect('image', reference)) return reference;

  options.notify(`building the image ${reference} from Debian packages`);
  await docker(buildArguments(context, debianImage, reference), {
    ...(options.signal && { signal: options.signal }),
  });
  return reference;
}

async function contentTag(context: string, debianImage: string): Promise<string> {
  const base = await inspect<{ Id: string }>('image', debianImage);
  const hash = createHash('sha256');
  for (const file of (await readdir(context)).sort()) {
    hash.update(`${file}\n`).update(await readFile(path.join(context, file)));
  }
  return hash
    .update(base?.Id ?? debianImage)
    .digest('hex')
    .slice(0, 16);
}

function buildArguments(context: string, debianImage: string, reference: string): string[] {
  const proxies = PROXY_VARIABLES.filter((name) => process.env[name]);
  return [
    'build',
    ...['--tag', reference],
    ...['--build-arg', `DEBIAN_IMAGE=${debianImage}`],
    ...proxies.flatMap((name) => ['--build-arg', name]),
    context,
  ];
}
