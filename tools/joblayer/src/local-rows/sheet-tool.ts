import type { Engine } from '../engine/engine.ts';
import { findTool, type FoundTool } from '../tool/find-tool.ts';
import { toolProblem } from '../tool/problems.ts';
import { readLabel } from '../tool/read-label.ts';
import { type SelectedDefinition, selectedDefinition } from '../tool/selected-definition.ts';
import type { SheetRunOptions } from './sheet-run-options.ts';

/** A tool, and what all rows of a sheet share. */
export interface SheetTool extends SelectedDefinition {
  readonly tool: FoundTool;
}

/** @throws ProblemError as `findTool` */
export async function findSheetTool(
  { tool: text, toolArguments, settings, env }: SheetRunOptions,
  engine: Engine,
): Promise<SheetTool> {
  const tool = await findTool(text, { settings, engine, env });
  return { tool, ...selectedDefinition(tool.description, toolArguments, settings) };
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
