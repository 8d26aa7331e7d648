import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseOptions, type PluginOptions } from './plugin-options.ts';

/** The plugin's name in nx.json. */
export const PLUGIN = '@joblayer/nx-container/plugin';

const schema = z.object({
  plugins: z
    .array(z.union([z.string(), z.object({ plugin: z.string(), options: z.unknown() })]))
    .default([]),
});

/**
 * The plugin's options in nx.json, with defaults. Nx gives them only to this plugin and its
 * executors.
 *
 * @param nxJson its content
 * @throws ProblemError `invalid-options`
 */
export function optionsIn(nxJson: unknown): PluginOptions {
  const { plugins } = schema.parse(nxJson ?? {});
  const ours = plugins.find((entry) => typeof entry === 'object' && entry.plugin === PLUGIN);
  return parseOptions(typeof ours === 'object' ? ours.options : {});
}

/** The same options, for programs that run without Nx. */
export const optionsInNxJson = (workspaceRoot: string): PluginOptions =>
  optionsIn(JSON.parse(readFileSync(join(workspaceRoot, 'nx.json'), 'utf8')));
