import type { AnyTool, ToolsOfImage } from '@joblayer/job-runtime';
import { pathToFileURL } from 'node:url';

/**
 * The definitions in a `src/tool.ts`: `tool`, and those of `also` where the image has more. For
 * short processes only: a module that is loaded once stays in its process.
 */
export async function loadTools(file: string): Promise<ToolsOfImage> {
  const { tool, also = [] } = (await import(pathToFileURL(file).href)) as {
    tool: AnyTool;
    also?: readonly AnyTool[];
  };
  return [tool, ...also];
}
