import { dockerEngine } from '../engine/engine.ts';
import { buildImage } from '../image/build-image.ts';
import type { PluginOptions } from '../options.ts';
import { readConfiguration } from '../configuration.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';

export default executor<PluginOptions>(async (pkg, { repositoryPrefix }) => {
  const { buildArguments } = readConfiguration(process.env);
  await buildImage(pkg, { repositoryPrefix, buildArguments }, dockerEngine, say);
});
