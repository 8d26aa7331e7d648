import type { ToolManifest } from '@joblayer/tool-manifest';
import type { ImageSize, ImageSizes } from '../sizes/image-sizes.ts';
import { markdownTable } from './markdown-table.ts';

/**
 * The table of the workspace's images for its README. The catalogue has their software, versions and
 * licences. `sizes` holds the measured images only.
 */
export async function toolsTable(
  manifests: readonly ToolManifest[],
  sizes: ImageSizes | undefined,
): Promise<string> {
  const rows = manifests.map((manifest) => [
    `[${manifest.name}](packages/${manifest.name})`,
    manifest.software.description,
    sizeOf(sizes?.images[manifest.name], 'compressedBytes'),
    sizeOf(sizes?.images[manifest.name], 'ownBytes'),
  ]);
  const together = sizes
    ? [['all', 'All images together; what several share counts once', mb(sizes.togetherBytes), '']]
    : [];
  return markdownTable(
    ['Package', 'What it does', 'MB to pull', 'MB of its own'],
    [...rows, ...together],
  );
}

const BYTES_PER_MB = 1e6;

const mb = (bytes: number): string => (bytes / BYTES_PER_MB).toFixed(1);

function sizeOf(size: ImageSize | undefined, of: 'compressedBytes' | 'ownBytes'): string {
  if (!size) return 'not measured';
  return `${mb(size[of])}${size.standIn ? ' (stand-in)' : ''}`;
}
