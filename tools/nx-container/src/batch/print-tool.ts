import { type AnyTool, checkArguments } from '@joblayer/job-runtime';
import { pathToFileURL } from 'node:url';

/** Prints, as JSON, what the `src/tool.ts` of the command line asks for, and what is wrong with the arguments after `--`. */
const [file = '', separator, ...argv] = process.argv.slice(2);
const { tool } = (await import(pathToFileURL(file).href)) as { tool: AnyTool };
const { vcpus, memoryMiB } = tool.resources;
const problem = separator === undefined ? undefined : checkArguments(tool, argv);
process.stdout.write(JSON.stringify({ resources: { vcpus, memoryMiB }, problem }));
