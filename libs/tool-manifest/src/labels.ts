import type { ToolManifest } from './schema.ts';
import { softwareIn } from './software.ts';

export type Labels = Readonly<Record<string, string>>;

/**
 * The labels that BioContainers calls mandatory
 * (https://github.com/BioContainers/specs/blob/master/container-specs.md).
 */
export const BIOCONTAINERS_REQUIRED = [
  ...['base_image', 'version', 'software', 'software.version', 'maintainer'],
  ...['about.summary', 'about.home', 'about.license'],
] as const;

/**
 * The labels of a tool's image, in three families:
 * - `container.base.image`, `software.*`, `tags`: those of aws-samples/aws-batch-genomics;
 * - `org.opencontainers.image.*`: https://specs.opencontainers.org/image-spec/annotations/
 * - `BIOCONTAINERS_REQUIRED`, and `about.*`, `extra.identifiers.*`: BioContainers' specification
 *
 * An image on one that others made has that one as its base, and names the runner's image besides.
 *
 * `software.version` is shared by the first and the last family, with the same meaning.
 */
export function labelsOf(manifest: ToolManifest): Labels {
  const { software, identifiers } = manifest;
  const base = manifest.foreignImage ?? manifest.baseImage;
  return {
    'container.base.image': base,
    'software.name': software.name,
    'software.version': software.version,
    'software.description': software.description,
    'software.website': software.website,
    'software.documentation': software.documentation,
    'software.license': licenseOf(manifest),
    tags: manifest.tags.join(','),

    'org.opencontainers.image.title': manifest.name,
    'org.opencontainers.image.description': software.description,
    'org.opencontainers.image.version': imageVersion(manifest),
    'org.opencontainers.image.url': software.website,
    'org.opencontainers.image.documentation': software.documentation,
    'org.opencontainers.image.licenses': licenseOf(manifest),
    'org.opencontainers.image.base.name': base,
    ...(manifest.foreignImage !== undefined && {
      'org.opencontainers.image.base.digest': manifest.foreignImage.replace(/^.*@/, ''),
      'io.joblayer.runner-image': manifest.baseImage,
    }),

    base_image: base,
    // BioContainers counts the Dockerfiles of one version of the software from 1.
    version: String(manifest.revision + 1),
    maintainer: 'Joblayer',
    software: software.name,
    'about.summary': software.description,
    'about.home': software.website,
    'about.documentation': software.documentation,
    'about.license': `SPDX:${software.license}`,
    'about.tags': manifest.tags.join(','),
    ...(identifiers.biotools !== undefined && {
      'extra.identifiers.biotools': identifiers.biotools,
    }),
  };
}

/**
 * The image's version tag: upstream's version, and `-r<revision>` if we rebuilt it. A tag cannot have `+` or `~`
 * (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests): they become `_`.
 */
export function imageVersion(manifest: ToolManifest): string {
  const { software, revision } = manifest;
  const version = software.version.replaceAll(/[+~]/g, '_');
  return revision === 0 ? version : `${version}-r${revision}`;
}

/** One SPDX expression for all software in the image that the command runs. */
function licenseOf(manifest: ToolManifest): string {
  const licenses = new Set(softwareIn(manifest).map(({ license }) => license));
  if (licenses.size === 1) return manifest.software.license;
  return [...licenses].map((text) => (text.includes(' ') ? `(${text})` : text)).join(' AND ');
}
