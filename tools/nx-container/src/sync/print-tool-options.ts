import { type AnyTool, describeOption, optionsOf } from '@joblayer/job-runtime';
import { pathToFileURL } from 'node:url';
import type { ToolOption } from './options-table.ts';

/** Prints, as JSON, the options of the tool that each `src/tool.ts` of the command line defines. */
const options: ToolOption[][] = [];
for (const file of process.argv.slice(2)) {
  const { tool } = (await import(pathToFileURL(file).href)) as { tool: AnyTool };
  options.push(
    optionsOf(tool)
      .filter(({ group }) => group !== 'runtime')
      .map((option) => ({ flag: option.flag, ...describeOption(option) })),
  );
}
process.stdout.write(JSON.stringify(options));
