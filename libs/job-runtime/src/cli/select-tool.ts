import type { AnyTool } from '@joblayer/tool-definition';

/** The definitions of one image: what it runs by itself, and those that its first argument may name. */
export type ToolsOfImage = readonly [AnyTool, ...AnyTool[]];

/** `docker run IMAGE snpeff-build --fasta …`: which definition is meant, and the arguments that are its own. */
export function selectTool(
  [tool, ...also]: ToolsOfImage,
  argv: readonly string[],
): { readonly tool: AnyTool; readonly argv: readonly string[] } {
  const named = also.find(({ name }) => name === argv[0]);
  return named ? { tool: named, argv: argv.slice(1) } : { tool, argv };
}
