import { checkArguments, selectDefinition } from '@joblayer/job-runtime';
import { loadTools } from './load-tools.ts';

/**
 * Prints three facts as JSON: what the definitions in the given `src/tool.ts` request, which of
 * them the arguments after `--` select, and what is wrong with those arguments.
 */
const [file = '', separator, ...args] = process.argv.slice(2);
const tools = await loadTools(file);
const { definition: tool, argv } = selectDefinition(tools, args);
const definitions = tools.map(({ name, resources: { vcpus, memoryMiB, minimumMemoryMiB } }) => ({
  name,
  resources: { vcpus, memoryMiB, minimumMemoryMiB },
}));
const problem = separator === undefined ? undefined : checkArguments(tool, argv);
process.stdout.write(JSON.stringify({ definitions, selected: tool.name, problem }));
