export { copyDestination, copySources } from './copy-sources.ts';
export { environmentOf } from './environment.ts';
export { type Dockerfile, parseDockerfile } from './parse.ts';
export { at, type Position } from './position.ts';
export { dockerfileProblem } from './problems.ts';
export { globalValues, resolveImages } from './resolve-images.ts';
export { onlyVariable } from './variables.ts';
