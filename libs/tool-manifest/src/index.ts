export { toolManifestSchema, type ToolManifest } from './schema.ts';
export { parseToolManifest, ToolManifestError } from './parse.ts';
export { labelsOf, imageVersion, type Labels } from './labels.ts';
export { dockerfileMetadata, versionArgument } from './dockerfile-metadata.ts';
