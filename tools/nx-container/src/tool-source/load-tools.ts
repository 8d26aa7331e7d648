import type { AnyTool, ToolsOfImage } from '@joblayer/job-runtime';
import { pathToFileURL } from 'node:url';

/**
 * The definitions in a `src/tool.ts`: `tool`, and where the image has more, those of `also`. For processes that
 * end soon: whoever stays alive would keep what was once loaded.
 */
export async function loadTools(file: string): Promise<ToolsOfImage> {
  const { tool, also = [] } = (await import(pathToFileURL(file).href)) as {
    tool: AnyTool;
    also?: readonly AnyTool[];
  };
  return [tool, ...also];
}
