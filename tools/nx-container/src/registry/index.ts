export { remotesOf, sourcesOf, type ImageOptions } from './remotes.ts';
