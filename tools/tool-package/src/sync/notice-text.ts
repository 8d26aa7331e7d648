import { softwareIn, type ToolManifest } from '@joblayer/tool-manifest';

/** The software in each image, with its licence, for NOTICE. */
export const noticeText = (manifests: readonly ToolManifest[]): string =>
  manifests
    .map((manifest) => {
      const software = softwareIn(manifest).map(
        ({ name, version, license }) => `${name} ${version} (${license})`,
      );
      return `  ${manifest.name}: ${software.join(', ')}`;
    })
    .join('\n');
