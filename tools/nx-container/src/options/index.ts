export { optionsIn, optionsInNxJson, PLUGIN } from './nx-json.ts';
export { parseOptions, type PluginOptions } from './plugin-options.ts';
