import * as z from 'zod';
import type { ImageManifest } from '@joblayer/registry';
import { sizesProblem } from './problems.ts';

/** A layer in a registry: compressed, and stored once for all images that have it. */
export interface Layer {
  /** `sha256:…` */
  readonly digest: string;
  readonly sizeBytes: number;
}

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md */
const manifestSchema = z.object({
  layers: z.array(z.object({ digest: z.string(), size: z.int().min(0) })),
});

/**
 * The layers of an image manifest.
 *
 * @param image the image's name, for the message
 * @throws ProblemError `no-layers` for anything else, such as an index of several platforms
 */
export function layersOf({ body, mediaType }: ImageManifest, image: string): readonly Layer[] {
  const parsed = manifestSchema.safeParse(JSON.parse(new TextDecoder().decode(body)));
  if (!parsed.success) throw sizesProblem({ code: 'no-layers', image, mediaType });
  return parsed.data.layers.map(({ digest, size }) => ({ digest, sizeBytes: size }));
}
