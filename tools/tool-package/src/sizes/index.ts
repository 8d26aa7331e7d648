export type { ImageSize } from './image-sizes.ts';
export { SIZES_FILE, sizesSchema } from './sizes-file.ts';
