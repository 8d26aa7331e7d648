import { softwareIn, versionsIn, type ToolManifest } from '@joblayer/tool-manifest';
import { markdownTable } from './markdown-table.ts';

/** The table of the workspace's images for its README. */
export async function toolsTable(manifests: readonly ToolManifest[]): Promise<string> {
  const rows = manifests.map((manifest) => [
    `[${manifest.name}](packages/${manifest.name})`,
    versionsIn(manifest)
      .map(({ name, version }) => `${name} ${version}`)
      .join(', '),
    manifest.software.description,
    [...new Set(softwareIn(manifest).map(({ license }) => license))].join(', '),
  ]);
  return markdownTable(['Package', 'Software', 'What it does', 'Licence'], rows);
}
