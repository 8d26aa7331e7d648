import type { ExportableTool } from '@joblayer/export';
import { parseImageReference } from '@joblayer/registry';
import { findTool, type ToolSources } from '../tool/find-tool.ts';

/**
 * A tool by the digest of its image, or by the image's ID if no registry has given it a digest.
 *
 * @param text a name, name@version or an image reference
 * @throws ProblemError
 */
export async function findExportable(text: string, sources: ToolSources): Promise<ExportableTool> {
  const { description, image, digest } = await findTool(text, sources);
  const { repository } = parseImageReference(image);
  return {
    ...{ name: repository.slice(repository.lastIndexOf('/') + 1), description },
    ...{ image: digest, isLocalImage: digest.startsWith('sha256:') },
  };
}
