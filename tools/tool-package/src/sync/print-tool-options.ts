import { describeDefinition, describeOption, optionsOf, type AnyTool } from '@joblayer/job-runtime';
import { loadTools } from '@joblayer/nx-container/tool-source';
import type { DefinitionOptions } from './options-table.ts';

/** Every tool has a memory option, but only some need a minimum. */
const hasFloor = ({ resources }: AnyTool): boolean => resources.minimumMemoryMiB !== undefined;

/** Prints, as JSON, the options of the definitions in each `src/tool.ts` of the command line. */
const all: DefinitionOptions[][] = [];
for (const file of process.argv.slice(2)) {
  const tools = await loadTools(file);
  all.push(
    tools.map((tool) => ({
      name: tool.name,
      summary: tool.summary,
      options: optionsOf(describeDefinition(tool))
        .filter(({ group, key }) => group !== 'runtime' || (key === 'memoryMib' && hasFloor(tool)))
        .map((option) => ({ flag: option.flag, ...describeOption(option) })),
    })),
  );
}
process.stdout.write(JSON.stringify(all));
