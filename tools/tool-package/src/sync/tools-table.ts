import type { ToolManifest } from '@joblayer/tool-manifest';
import type { ImageSize } from '../sizes/image-sizes.ts';
import { markdownTable } from './markdown-table.ts';

/**
 * The table of the workspace's images for its README. The catalogue has their software, versions and
 * licences. `sizes`, by package, holds the measured images only.
 */
export async function toolsTable(
  manifests: readonly ToolManifest[],
  sizes: Readonly<Record<string, ImageSize>>,
): Promise<string> {
  const rows = manifests.map((manifest) => [
    `[${manifest.name}](packages/${manifest.name})`,
    manifest.software.description,
    megabytes(sizes[manifest.name], 'compressedBytes'),
    megabytes(sizes[manifest.name], 'ownBytes'),
  ]);
  return markdownTable(['Package', 'What it does', 'MB to pull', 'MB of its own'], rows);
}

const BYTES_PER_MB = 1e6;

function megabytes(size: ImageSize | undefined, of: 'compressedBytes' | 'ownBytes'): string {
  if (!size) return 'not measured';
  return `${(size[of] / BYTES_PER_MB).toFixed(1)}${size.standIn ? ' (stand-in)' : ''}`;
}
