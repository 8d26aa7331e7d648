import { parseImageReference } from '@joblayer/registry';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { ProblemError } from '@joblayer/problem';
import type { EngineProgram } from '../engine/engine-info.ts';
import { engineOf } from '../engine/engine.ts';
import { readLabel } from '../tool/read-label.ts';
import { type ListedTool, listed } from './listed-tool.ts';
import { isToolBelow, versionsIn } from './versions.ts';

/** The tools among the engine's own images below a path: those that name no registry. */
export async function toolsOfEngine(
  path: string,
  program: EngineProgram,
): Promise<{ readonly tools: readonly ListedTool[]; readonly problems: readonly ProblemError[] }> {
  const engine = engineOf(program);
  const start = path === '' ? '' : `${path}/`;
  const tagsByRepository = new Map<string, string[]>();
  for (const text of await engine.imagesWithLabel(DESCRIPTION_LABEL)) {
    const { registry, repository, tag } = parseImageReference(withoutLocalhost(text));
    if (registry !== undefined || tag === undefined || !isToolBelow(start, repository)) continue;
    tagsByRepository.set(repository, [...(tagsByRepository.get(repository) ?? []), tag]);
  }
  const candidates = [...tagsByRepository].map(([repository, tags]) => {
    const versions = versionsIn(tags);
    const shown = tags.includes('latest') ? 'latest' : (versions.at(-1) ?? tags[0]);
    return { name: repository.slice(start.length), versions, image: `${repository}:${shown}` };
  });
  const images = await engine.images(candidates.map(({ image }) => image));
  const tools: ListedTool[] = [];
  const problems: ProblemError[] = [];
  for (const [i, { name, versions, image }] of candidates.entries()) {
    const found = images[i];
    try {
      if (found) tools.push(listed(name, image, versions, readLabel(image, found.labels)));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(error);
    }
  }
  return { tools, problems };
}

/** podman shows its own images as those of a registry "localhost". */
const withoutLocalhost = (text: string): string => text.replace(/^localhost\//, '');
