import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseOptions, type PluginOptions } from './options.ts';

const schema = z.object({
  plugins: z
    .array(z.union([z.string(), z.object({ plugin: z.string(), options: z.unknown() })]))
    .default([]),
});

/** The plugin's options in nx.json, for what runs without Nx. */
export function optionsInNxJson(workspaceRoot: string): PluginOptions {
  const { plugins } = schema.parse(
    JSON.parse(readFileSync(join(workspaceRoot, 'nx.json'), 'utf8')),
  );
  const ours = plugins.find(
    (entry) => typeof entry === 'object' && entry.plugin.startsWith('@joblayer/nx-container'),
  );
  return parseOptions(typeof ours === 'object' ? ours.options : {});
}
