import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { docker, inspect } from '../docker.ts';
import { isPodman } from '../engine/podman.ts';
import type { Notify } from '../notify.ts';

const imagesDirectory = path.resolve(import.meta.dirname, '../../images');

/** Passed on to builds where they are set: builds download packages. */
const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/**
 * podman has no BuildKit behind docker's API. buildx would start one in a container that does not
 * see the engine's images.
 */
const CLASSIC_BUILDER = { DOCKER_BUILDKIT: '0' };

export interface ImageOptions {
  readonly notify: Notify;
  readonly signal?: AbortSignal | undefined;
}

/** Builds one of the images under `images/` unless the engine has it. Returns its reference. */
export const ensureImage = (
  image: 'aws' | 'ceph' | 'registry' | 'lambda-phage' | 'yeast',
  debianImage: string,
  options: ImageOptions,
): Promise<string> =>
  ensureHelperImage(
    {
      repository: `joblayer/local-cloud-${image}`,
      context: path.join(imagesDirectory, image),
      base: { argument: 'DEBIAN_IMAGE', image: debianImage },
    },
    options,
  );

/** An image that the workspace's own tools need. It is never published. */
export interface HelperImage {
  readonly repository: string;
  /** The directory that holds its Dockerfile. It has no subdirectories. */
  readonly context: string;
  /** Its base image, and the build argument that takes it. */
  readonly base: { readonly argument: string; readonly image: string };
}

/**
 * Builds such an image unless the engine has it. Returns its reference. The tag is a digest of the
 * Dockerfile, the files beside it and its base. So every edit makes a new image.
 */
export async function ensureHelperImage(
  { repository, context, base }: HelperImage,
  options: ImageOptions,
): Promise<string> {
  const reference = `${repository}:${await contentTag(context, base.image)}`;
  if (await inspect('image', reference)) return reference;

  options.notify(`building the image ${reference} from Debian packages`);
  await docker(buildArguments(context, base, reference), {
    ...((await isPodman()) && { env: CLASSIC_BUILDER }),
    ...(options.signal && { signal: options.signal }),
  });
  return reference;
}

async function contentTag(context: string, baseImage: string): Promise<string> {
  const base = await inspect<{ Id: string }>('image', baseImage);
  const hash = createHash('sha256');
  for (const file of (await readdir(context)).sort()) {
    hash.update(`${file}\n`).update(await readFile(path.join(context, file)));
  }
  return hash
    .update(base?.Id ?? baseImage)
    .digest('hex')
    .slice(0, 16);
}

function buildArguments(context: string, base: HelperImage['base'], reference: string): string[] {
  const proxies = PROXY_VARIABLES.filter((name) => process.env[name]);
  return [
    'build',
    ...['--tag', reference],
    ...['--build-arg', `${base.argument}=${base.image}`],
    ...proxies.flatMap((name) => ['--build-arg', name]),
    context,
  ];
}
