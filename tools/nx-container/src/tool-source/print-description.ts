import { describeTool } from '@joblayer/tool-definition';
import { parseToolManifest, type ToolManifestSource, withDefaults } from '@joblayer/tool-manifest';
import { readFileSync } from 'node:fs';
import { loadTools } from './load-tools.ts';

/** Prints the tool description of an image on one line, from its `src/tool.ts` and its tool manifest. */
const [toolFile = '', manifestFile = ''] = process.argv.slice(2);
const text = readFileSync(manifestFile, 'utf8');
parseToolManifest(text, manifestFile);
// As the runner in the image reads it: with the fields in the order of the file.
const manifest = withDefaults(JSON.parse(text) as ToolManifestSource);
process.stdout.write(JSON.stringify(describeTool(await loadTools(toolFile), manifest)));
