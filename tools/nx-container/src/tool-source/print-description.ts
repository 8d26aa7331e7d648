import { describeTool } from '@joblayer/tool-definition';
import { parseToolManifest } from '@joblayer/tool-manifest';
import { readFileSync } from 'node:fs';
import { loadTools } from './load-tools.ts';

/** Prints the tool description of an image on one line, from its `src/tool.ts` and its tool manifest. */
const [toolFile = '', manifestFile = ''] = process.argv.slice(2);
const manifest = parseToolManifest(readFileSync(manifestFile, 'utf8'), manifestFile);
process.stdout.write(JSON.stringify(describeTool(await loadTools(toolFile), manifest)));
