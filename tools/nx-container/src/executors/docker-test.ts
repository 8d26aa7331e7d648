import { readConfiguration } from '../configuration.ts';
import { dockerEngine } from '../engine/engine.ts';
import { testImage } from '../image/test-image.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';
import { type ImageOptions, sourcesOf } from '../registry/remotes.ts';

export default executor<ImageOptions>(async (pkg, options) => {
  const { buildArguments, platform } = readConfiguration(process.env);
  const { repositoryPrefix, dryRun = false } = options;
  const settings = { repositoryPrefix, buildArguments, platform, dryRun, open: sourcesOf(options) };
  await testImage(pkg, settings, dockerEngine, say);
});
