import { readNxJson, type Tree } from '@nx/devkit';
import { parseOptions, type PluginOptions } from '../options.ts';

const PLUGIN = '@joblayer/nx-container/plugin';

/**
 * The plugin's options as nx.json has them, and by default. Nx hands them to executors, but not to generators.
 *
 * @throws ContainerError `invalid-options`
 */
export function pluginOptionsOf(tree: Tree): PluginOptions {
  const plugins = readNxJson(tree)?.plugins ?? [];
  const entry = plugins.find((plugin) => typeof plugin === 'object' && plugin.plugin === PLUGIN);
  return parseOptions(typeof entry === 'object' ? entry.options : undefined);
}
