import type { ExportableTool } from '@joblayer/export';
import pLimit from 'p-limit';
import type { ListedTool } from '../registry/listed-tool.ts';
import { listTools } from '../registry/list-tools.ts';
import { say } from '../say.ts';
import type { ToolSources } from '../tool/find-tool.ts';
import { parsePrefix } from '../tool/tool-reference.ts';
import { findExportable, findInEngine } from './find-exportable.ts';
import { exportUsageProblem } from './problems.ts';

/** Requests at once. Registries throttle those who send many more. */
const AT_ONCE = 8;

/**
 * All tools below the registry prefix. One that cannot be read fails the export: a tree without it would look complete.
 *
 * @param versions `newest`: one image of each tool
 * @throws ProblemError
 */
export async function findAll(
  sources: ToolSources,
  versions: 'newest' | 'all',
): Promise<ExportableTool[]> {
  const { settings, env, engine } = sources;
  const { tools, problems } = await listTools({ settings, env, program: engine.program });
  const [first, ...others] = problems;
  others.forEach(({ message }) => say(message));
  if (first) throw first;
  if (tools.length === 0) {
    const { value: prefix, from } = settings.registryPrefix;
    throw exportUsageProblem({ code: 'no-tool-to-export', prefix, from });
  }
  const limit = pLimit(AT_ONCE);
  const images = tools.flatMap((tool) => (versions === 'all' ? allImages(tool) : [tool.image]));
  const found =
    parsePrefix(settings.registryPrefix).host === undefined
      ? await findInEngine(images, engine)
      : await Promise.all(images.map((image) => limit(findExportable, image, sources)));
  // Two tags may name one image.
  return [...new Map(found.map((tool) => [tool.image, tool])).values()];
}

const allImages = ({ image, versions }: ListedTool): string[] =>
  versions.length === 0
    ? [image]
    : versions.map((version) => `${image.slice(0, image.lastIndexOf(':'))}:${version}`);
