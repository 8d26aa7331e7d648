import type { ToolDescription } from '@joblayer/tool-definition';
import pLimit from 'p-limit';
import { ProblemError } from '@joblayer/problem';
import type { EngineProgram } from '../engine/engine-info.ts';
import { readLabel } from '../tool/read-label.ts';
import { parsePrefix, type RegistryPrefix } from '../tool/tool-reference.ts';
import { cacheDirectory } from './description-cache.ts';
import { toolsOfEngine } from './engine-tools.ts';
import { openRegistry, type OpenRegistry, type RegistrySources } from './open-registry.ts';
import { readImage } from './read-image.ts';
import { type ListedTool, listed, matchesWord } from './listed-tool.ts';
import { isToolBelow, versionsIn } from './versions.ts';

export interface ListOptions extends RegistrySources {
  readonly program: EngineProgram;
  /** Only tools that have it in their name, summary or software. */
  readonly word?: string | undefined;
}

/** The tools that were found, and why others could not be looked at. */
export interface ToolList {
  readonly tools: readonly ListedTool[];
  readonly problems: readonly ProblemError[];
}

/** Requests at once. Registries throttle those who send many more. */
const AT_ONCE = 8;

/** @throws ProblemError */
export async function listTools(options: ListOptions): Promise<ToolList> {
  const prefix = parsePrefix(options.settings.registryPrefix);
  const { tools, problems } =
    prefix.host === undefined
      ? await toolsOfEngine(prefix.path, options.program)
      : await toolsOfRegistry(prefix.host, prefix, options);
  const { word } = options;
  const wanted = word === undefined ? tools : tools.filter((tool) => matchesWord(tool, word));
  return { tools: wanted.toSorted((a, b) => a.name.localeCompare(b.name, 'en')), problems };
}

async function toolsOfRegistry(
  host: string,
  { path }: RegistryPrefix,
  sources: RegistrySources,
): Promise<ToolList> {
  const registry = await openRegistry(host, sources);
  const start = path === '' ? '' : `${path}/`;
  const names = (await registry.repositories()).filter((name) => isToolBelow(start, name));
  const limit = pLimit(AT_ONCE);
  const problems: ProblemError[] = [];
  const look = async (repository: string): Promise<ListedTool[]> => {
    try {
      return await toolIn(registry, repository, repository.slice(start.length), sources);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      // One repository that may not be read hides no other.
      problems.push(error);
      return [];
    }
  };
  const found = await Promise.all(names.map((name) => limit(look, name)));
  return { tools: found.flat(), problems };
}

/** None for an image that is no tool, such as a base image. */
async function toolIn(
  registry: OpenRegistry,
  repository: string,
  name: string,
  { env }: RegistrySources,
): Promise<ListedTool[]> {
  const api = registry.repository(repository);
  const tags = (await api.tags()) ?? [];
  const versions = versionsIn(tags);
  const shown = tags.includes('latest') ? 'latest' : (versions.at(-1) ?? tags.at(-1));
  if (shown === undefined) return [];
  const image = await readImage(registry.host, api, shown, cacheDirectory(env));
  if (!image) return [];
  const reference = `${registry.host}/${repository}:${shown}`;
  const description = descriptionIn(reference, image.labels);
  return description ? [listed(name, reference, versions, description)] : [];
}

const descriptionIn = (
  image: string,
  labels: Readonly<Record<string, string>>,
): ToolDescription | undefined => {
  try {
    return readLabel(image, labels);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'no-joblayer-image')
      return undefined;
    throw error;
  }
};
