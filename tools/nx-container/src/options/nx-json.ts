import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseOptions, type PluginOptions } from './plugin-options.ts';

/** As nx.json names the plugin. */
export const PLUGIN = '@joblayer/nx-container/plugin';

const schema = z.object({
  plugins: z
    .array(z.union([z.string(), z.object({ plugin: z.string(), options: z.unknown() })]))
    .default([]),
});

/**
 * The plugin's options as nx.json has them, and by default: Nx hands them to this plugin and its executors only.
 *
 * @param nxJson its content
 * @throws ProblemError `invalid-options`
 */
export function optionsIn(nxJson: unknown): PluginOptions {
  const { plugins } = schema.parse(nxJson ?? {});
  const ours = plugins.find((entry) => typeof entry === 'object' && entry.plugin === PLUGIN);
  return parseOptions(typeof ours === 'object' ? ours.options : {});
}

/** The same, for what runs without Nx. */
export const optionsInNxJson = (workspaceRoot: string): PluginOptions =>
  optionsIn(JSON.parse(readFileSync(join(workspaceRoot, 'nx.json'), 'utf8')));
