import type { AnyTool } from '@joblayer/tool-definition';

/** The definitions of one image: the default one, then those that its first argument may name. */
export type ToolsOfImage = readonly [AnyTool, ...AnyTool[]];
