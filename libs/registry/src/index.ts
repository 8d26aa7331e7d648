export { basicCredentials, type RegistryCredentials } from './credentials.ts';
export { isLoopback, registryUrl } from './http/registry-host.ts';
export { catalog } from './http/pages.ts';
export { registryApi, type RegistryApi } from './http/registry-api.ts';
export { registryHttp } from './http/registry-http.ts';
export type { ImageManifest } from './image-manifest.ts';
export {
  formatImageReference,
  parseImageReference,
  type ImageReference,
} from './image-reference.ts';
export { registryProblem } from './problems.ts';
