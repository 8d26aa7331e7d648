import { formatImageReference } from '@joblayer/registry';
import type { ResolvedImage } from '../dockerfile/resolve-images.ts';

/** Docker Hub's Debian images. Those with `-slim` are the ones that the local cloud can make. */
const PUBLIC_DEBIAN = /^debian:(?<codename>[a-z0-9]+)-slim$/;

/**
 * Arguments that replace Docker Hub's Debian by the image that the local cloud made from Debian's
 * package archive: where the engine has that one, and not Docker Hub's. So a second clone builds
 * without a setting, where Docker Hub is out of reach. An argument that was given stays.
 */
export async function bootstrappedImages(
  images: readonly ResolvedImage[],
  given: Readonly<Record<string, string>>,
  has: (reference: string) => Promise<boolean>,
): Promise<Record<string, string>> {
  const replaced: Record<string, string> = {};
  for (const { argument, reference } of images) {
    if (argument === undefined || Object.hasOwn(given, argument)) continue;
    const image = formatImageReference(reference);
    const codename = PUBLIC_DEBIAN.exec(image)?.groups?.['codename'];
    if (codename === undefined) continue;
    const bootstrapped = `joblayer/debian:${codename}`;
    if (!(await has(image)) && (await has(bootstrapped))) replaced[argument] = bootstrapped;
  }
  return replaced;
}
