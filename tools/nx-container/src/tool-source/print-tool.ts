import { checkArguments, selectDefinition } from '@joblayer/job-runtime';
import { loadTools } from './load-tools.ts';

/**
 * Prints, as JSON, what the definitions in the `src/tool.ts` of the command line ask for, which of them the arguments
 * after `--` mean, and what is wrong with these.
 */
const [file = '', separator, ...words] = process.argv.slice(2);
const tools = await loadTools(file);
const { definition: tool, argv } = selectDefinition(tools, words);
const definitions = tools.map(({ name, resources: { vcpus, memoryMiB, minimumMemoryMiB } }) => ({
  name,
  resources: { vcpus, memoryMiB, minimumMemoryMiB },
}));
const problem = separator === undefined ? undefined : checkArguments(tool, argv);
process.stdout.write(JSON.stringify({ definitions, selected: tool.name, problem }));
