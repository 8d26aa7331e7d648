import type { AnyTool } from '@joblayer/tool-definition';

/** The definitions of one image: the default one, then those that its first argument may name. */
export type ToolsOfImage = readonly [AnyTool, ...AnyTool[]];

/**
 * Whether a command line is a job of a definition that it names. `tabix --file x.bed.gz` is; `tabix -p bed x.bed.gz` is
 * a command line of the program `tabix`, as a workflow engine brings it. All options of a job begin with `--`.
 */
export const namesDefinition = (
  [, ...also]: readonly [Named, ...Named[]],
  [first, second = '--']: readonly string[],
): boolean => second.startsWith('--') && also.some(({ name }) => name === first);

type Named = Pick<AnyTool, 'name'>;
