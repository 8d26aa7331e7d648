import type { ExportableTool } from '@joblayer/export';
import { parseImageReference } from '@joblayer/registry';
import type { ToolDescription } from '@joblayer/tool-definition';
import type { Engine } from '../engine/engine.ts';
import { digestOf, findTool, type ToolSources } from '../tool/find-tool.ts';
import { readLabel } from '../tool/read-label.ts';

/**
 * A tool by the digest of its image, or by the image's ID if no registry has given it a digest.
 *
 * @param text a name, name@version or an image reference
 * @throws ProblemError
 */
export async function findExportable(text: string, sources: ToolSources): Promise<ExportableTool> {
  const { description, image, digest } = await findTool(text, sources);
  return exportable(image, description, digest);
}

/**
 * The tools of images that the engine has, in one call.
 *
 * @throws ProblemError
 */
export async function findInEngine(
  references: readonly string[],
  engine: Engine,
): Promise<ExportableTool[]> {
  const images = await engine.images(references);
  return references.flatMap((reference, i) => {
    const image = images[i];
    if (!image) return [];
    const digest = digestOf(parseImageReference(reference), image);
    return [exportable(reference, readLabel(reference, image.labels), digest)];
  });
}

function exportable(image: string, description: ToolDescription, digest: string): ExportableTool {
  const { repository } = parseImageReference(image);
  return {
    ...{ name: repository.slice(repository.lastIndexOf('/') + 1), description },
    ...{ image: digest, isLocalImage: digest.startsWith('sha256:') },
  };
}
