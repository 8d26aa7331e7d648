import * as z from 'zod';
import type { ImageSizes } from './image-sizes.ts';

/**
 * The path from the workspace's root. The file holds the sizes of the images by package, as `npm
 * run sizes` last measured them. `nx sync` copies them into the README. It cannot measure them,
 * because it has no images.
 */
export const SIZES_FILE = 'image-sizes.json';

const bytes = z.int().min(0);

export const sizesSchema: z.ZodType<ImageSizes> = z.strictObject({
  togetherBytes: bytes,
  images: z.record(
    z.string(),
    z.strictObject({ compressedBytes: bytes, ownBytes: bytes, standIn: z.boolean() }),
  ),
});
