import { readNxJson, type Tree } from '@nx/devkit';
import { parseOptions } from '../options.ts';

const PLUGIN = '@joblayer/nx-container/plugin';

/** First part of the images' names, as nx.json has it or by default. */
export function repositoryPrefixOf(tree: Tree): string {
  const plugins = readNxJson(tree)?.plugins ?? [];
  const entry = plugins.find((plugin) => typeof plugin === 'object' && plugin.plugin === PLUGIN);
  return parseOptions(typeof entry === 'object' ? entry.options : undefined).repositoryPrefix;
}
