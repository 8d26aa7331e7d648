export { engineImages, removeEngineImages, uniquePrefix } from './engine-images.ts';
export { type NxWorkspace, nxWorkspace } from './nx-workspace.ts';
export { type SpiedDocker, spiedDocker } from './spied-docker.ts';
export { manifestText, type TestWorkspace, testWorkspace } from './workspace.ts';
