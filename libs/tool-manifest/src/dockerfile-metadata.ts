import { labelsOf } from './labels.ts';
import type { ToolManifest } from './schema.ts';
import { softwareIn } from './software.ts';
import { versionArgument } from './version-argument.ts';

/**
 * The metadata section of a Dockerfile: one ARG with the version of each software in the image,
 * then the LABELs. The section that installs the software reads the ARGs.
 */
export function dockerfileMetadata(manifest: ToolManifest): string {
  const labels = Object.entries(labelsOf(manifest)).map(([key, value]) => `${key}=${quote(value)}`);
  return [dockerfileVersions(manifest), `LABEL ${labels.join(' \\\n      ')}`].join('\n');
}

/** One ARG with the version of each software in the image. */
export function dockerfileVersions(manifest: ToolManifest): string {
  return softwareIn(manifest)
    .map(({ name, version }) => `ARG ${versionArgument(name)}=${version}`)
    .join('\n');
}

/** In a Dockerfile, double quotes keep spaces, and `\`, `"` and `$` need a backslash. */
function quote(value: string): string {
  return `"${value.replaceAll(/[\\"$]/g, '\\$&')}"`;
}
