import {
  type DefinitionDescription,
  selectDefinition,
  type ToolDescription,
} from '@joblayer/tool-definition';
import type { Engine } from '../engine/engine.ts';
import { findTool, type FoundTool } from '../tool/find-tool.ts';
import { toolProblem } from '../tool/problems.ts';
import { readLabel } from '../tool/read-label.ts';
import type { SheetRunOptions } from './sheet-run-options.ts';

/** A tool, and what all rows of a sheet share. */
export interface SheetTool {
  readonly tool: FoundTool;
  readonly definition: DefinitionDescription;
  /** The word that selects the definition; none for the image's default. */
  readonly command: readonly string[];
  /** The options that all rows share. */
  readonly constants: readonly string[];
}

/** @throws ProblemError as `findTool` */
export async function findSheetTool(
  { tool: text, toolArguments, settings, env }: SheetRunOptions,
  engine: Engine,
): Promise<SheetTool> {
  const tool = await findTool(text, { settings, engine, env });
  const { definition, argv } = selectDefinition(definitionsOf(tool.description), toolArguments);
  const command = toolArguments.slice(0, toolArguments.length - argv.length);
  const isGiven = argv.some((word) => /^--output-dir(?:=|$)/.test(word));
  const outputDir = settings.outputDir?.value;
  const added = isGiven || outputDir === undefined ? [] : ['--output-dir', outputDir];
  return { tool, definition, command, constants: [...argv, ...added] };
}

/**
 * The tool of a run that exists, by the digest in its record.
 *
 * @throws ProblemError as `findTool`
 */
export async function recordedTool(
  { image, definition: name }: { readonly image: string; readonly definition: string },
  sources: Parameters<typeof findTool>[1],
): Promise<Pick<SheetTool, 'tool' | 'definition'>> {
  const tool = await byDigest(image, sources);
  const definition = tool.description.definitions.find((each) => each.name === name);
  if (!definition) throw new Error(`${image} has no definition ${name}`);
  return { tool, definition };
}

/** An image that never was in a registry has an id instead of a digest. */
async function byDigest(
  image: string,
  sources: Parameters<typeof findTool>[1],
): Promise<FoundTool> {
  if (!image.startsWith('sha256:')) return findTool(image, sources);
  const found = await sources.engine.image(image);
  if (!found) throw toolProblem({ code: 'image-not-in-engine', image, meant: undefined });
  return { description: readLabel(image, found.labels), image, digest: image, toPull: undefined };
}

const definitionsOf = ({ definitions }: ToolDescription) =>
  definitions as [DefinitionDescription, ...DefinitionDescription[]];
