import * as z from 'zod';
import type { ImageSize } from './image-sizes.ts';

/**
 * The path from the workspace's root. The file holds the sizes of the images by package, as `npm
 * run sizes` last measured them. `nx sync` copies them into the README. It cannot measure them,
 * because it has no images.
 */
export const SIZES_FILE = 'image-sizes.json';

export const sizesSchema: z.ZodType<Readonly<Record<string, ImageSize>>> = z.record(
  z.string(),
  z.object({
    compressedBytes: z.int().min(0),
    ownBytes: z.int().min(0),
    standIn: z.boolean(),
  }),
);
