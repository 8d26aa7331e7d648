import type { AnyTool } from '@joblayer/tool-definition';

/** The definitions of one image: what it runs alone, and those that its first argument may name. */
export type ToolsOfImage = readonly [AnyTool, ...AnyTool[]];
