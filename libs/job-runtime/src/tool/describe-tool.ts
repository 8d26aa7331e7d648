import type { ToolManifest } from '@joblayer/tool-manifest';
import type { AnyTool } from './definition.ts';
import { describeOption } from './describe-option.ts';
import { optionsOf, paramSchemas } from './options.ts';

/** The tool definition and the tool manifest as plain data, from which descriptors can be made. */
export function describeTool(tool: AnyTool, manifest: ToolManifest) {
  const { scratch, vcpus, memoryMiB, minimumMemoryMiB } = tool.resources;
  return {
    format: 'joblayer-tool-1',
    name: tool.name,
    summary: tool.summary,
    manifest,
    inputs: tool.inputs,
    outputs: tool.outputs,
    params: paramSchemas(tool.params),
    resources: {
      vcpus,
      memoryMiB,
      ...(minimumMemoryMiB !== undefined && { minimumMemoryMiB }),
      scratch,
    },
    options: optionsOf(tool).map((option) => ({
      flag: option.flag,
      aliases: option.aliases,
      group: option.group,
      ...describeOption(option),
    })),
  };
}
