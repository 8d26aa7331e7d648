export type { ImageManifest } from './registry.ts';
export { remotesOf, sourcesOf, type ImageOptions } from './remotes.ts';
