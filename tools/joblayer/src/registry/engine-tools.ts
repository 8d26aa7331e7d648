import { parseImageReference } from '@joblayer/registry';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { ProblemError } from '@joblayer/problem';
import type { EngineProgram } from '../engine/engine-info.ts';
import { type Engine, engineOf } from '../engine/engine.ts';
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
  const tools: ListedTool[] = [];
  const problems: ProblemError[] = [];
  for (const [repository, tags] of tagsByRepository) {
    try {
      tools.push(...(await toolIn(engine, repository, repository.slice(start.length), tags)));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(error);
    }
  }
  return { tools, problems };
}

async function toolIn(
  engine: Engine,
  repository: string,
  name: string,
  tags: readonly string[],
): Promise<ListedTool[]> {
  const versions = versionsIn(tags);
  const shown = tags.includes('latest') ? 'latest' : (versions.at(-1) ?? tags[0]);
  const image = `${repository}:${shown}`;
  const found = await engine.image(image);
  return found ? [listed(name, image, versions, readLabel(image, found.labels))] : [];
}

/** podman shows its own images as those of a registry "localhost". */
const withoutLocalhost = (text: string): string => text.replace(/^localhost\//, '');
