import { formatImageReference, type ImageReference } from '@joblayer/registry';
import type { ToolDescription } from '@joblayer/tool-definition';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import type { Setting, Settings } from '../config/settings.ts';
import type { Engine, EngineImage } from '../engine/engine.ts';
import { engineProblem } from '../engine/problems.ts';
import { nearest } from '../nearest.ts';
import { toolProblem } from './problems.ts';
import { readLabel } from './read-label.ts';
import { imageOf, parsePrefix, parseToolReference } from './tool-reference.ts';

/** A tool's image and what it says of itself. */
export interface FoundTool {
  readonly description: ToolDescription;
  /** The image as its name says it: `host/joblayer/bwa-mem:0.7.18`. */
  readonly image: string;
  /** The image by its content: `host/joblayer/bwa-mem@sha256:…`, or `sha256:…` of one that never was in a registry. */
  readonly digest: string;
  /** The image in its registry. Undefined if the engine has it already. */
  readonly toPull: ImageReference | undefined;
}

export interface ToolSources {
  readonly settings: Settings;
  /** Asked first. */
  readonly engine: Engine;
  /** Whether a tool may be found without the engine, in a registry. */
  readonly engineIsOptional?: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Finds a tool in the engine or, without a pull, in its registry.
 *
 * @param text a name, name@version or an image reference
 * @throws ProblemError
 */
export async function findTool(text: string, sources: ToolSources): Promise<FoundTool> {
  const reference = parseToolReference(text);
  const { registryPrefix } = sources.settings;
  const image = imageOf(reference, parsePrefix(registryPrefix));
  const name = formatImageReference(image);
  const inEngine = await imageInEngine(name, image.registry, sources);
  if (inEngine) {
    const description = readLabel(name, inEngine.labels);
    return { description, image: name, digest: digestOf(image, inEngine), toPull: undefined };
  }
  if (image.registry === undefined) throw await notInEngine(name, sources);
  const prefix = reference.kind === 'named' ? registryPrefix : undefined;
  return inRegistry(image, image.registry, sources, prefix);
}

async function imageInEngine(
  name: string,
  host: string | undefined,
  { engine, engineIsOptional = false }: ToolSources,
): Promise<EngineImage | undefined> {
  try {
    return await engine.image(name);
  } catch (error) {
    const noEngine = engineProblem.is(error, 'program-absent', 'engine-silent');
    if (engineIsOptional && noEngine && host !== undefined) return undefined;
    throw error;
  }
}

/** The digest in the image's own repository, if it is known there. */
export function digestOf(
  { registry, repository }: ImageReference,
  { repoDigests, id }: EngineImage,
): string {
  const name = registry === undefined ? repository : `${registry}/${repository}`;
  return repoDigests.find((each) => each.startsWith(`${name}@`)) ?? id;
}

async function notInEngine(image: string, { engine }: ToolSources): Promise<Error> {
  const known = await engine.imagesWithLabel(DESCRIPTION_LABEL);
  return toolProblem({ code: 'image-not-in-engine', image, meant: nearest(image, known) });
}

async function inRegistry(
  image: ImageReference,
  host: string,
  { settings, env, engine, engineIsOptional }: ToolSources,
  prefix: Setting | undefined,
): Promise<FoundTool> {
  const { describeRemote } = await import('../registry/describe-remote.ts');
  // Any platform's description will do where nothing is run: it is the same for all.
  const platform = engineIsOptional ? undefined : (await engine.info()).platform;
  const { description, digest } = await describeRemote(image, host, {
    ...{ settings, env, platform },
    prefixFrom: prefix?.from,
  });
  const byDigest = { ...image, tag: undefined, digest };
  const reference = formatImageReference(byDigest);
  const isPulled = !engineIsOptional && (await engine.image(reference)) !== undefined;
  return {
    description,
    image: formatImageReference(image),
    digest: reference,
    toPull: isPulled ? undefined : image,
  };
}
