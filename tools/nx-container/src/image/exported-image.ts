import type { ContainerPackage } from '../package.ts';
import { recordedImage, type OpenSource } from './built-image.ts';
import { imageProblem } from './problems.ts';
import { pushedImage } from './push-record.ts';

/** What descriptors call an image. */
export interface ExportedImage {
  readonly image: string;
  /** Only the engine of this machine has it. */
  readonly isLocalImage: boolean;
}

/**
 * The image of the last docker-build: by its digest in the registry that docker-push gave it to, or in which docker-build
 * found it; else by its tag, which states the content.
 *
 * @throws ProblemError `image-not-built`, or why the registry cannot be used
 */
export async function exportedImage(
  pkg: ContainerPackage,
  open: OpenSource,
): Promise<ExportedImage> {
  const { reference, source } = await recordedImage(pkg);
  const pushed = await pushedImage(pkg).catch((error: unknown) => {
    if (!imageProblem.is(error, 'image-not-pushed')) throw error;
  });
  if (pushed !== undefined) return { image: pushed, isLocalImage: false };
  if (!source) return { image: reference, isLocalImage: true };
  const registry = await open(source.registry, pkg.name);
  return { image: `${registry.image}@${source.digest}`, isLocalImage: false };
}
