export type { ImageSize, ImageSizes } from './image-sizes.ts';
export { SIZES_FILE, sizesSchema } from './sizes-file.ts';
