export {
  isSpdxExpression,
  toolManifestSchema,
  type ToolManifest,
  type ToolManifestSource,
} from './schema.ts';
export { parseToolManifest, ToolManifestError } from './parse.ts';
export { BIOCONTAINERS_REQUIRED, labelsOf, imageVersion, type Labels } from './labels.ts';
export { dockerfileMetadata, dockerfileVersions } from './dockerfile-metadata.ts';
export { versionArgument } from './version-argument.ts';
export { withDefaults } from './with-defaults.ts';
export { PLACEHOLDER_LICENSE, softwareIn, versionsIn } from './software.ts';
