import { readConfiguration } from '../configuration.ts';
import { dockerEngine } from '../engine/engine.ts';
import { buildImage } from '../image/build-image.ts';
import { findSource } from '../registry/find-source.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';
import { type ImageOptions, remotesOf, sourcesOf } from '../registry/remotes.ts';

export default executor<ImageOptions>(async (pkg, options) => {
  const configuration = readConfiguration(process.env);
  const { buildArguments, buildNetwork, reuse = options.reuse, platform } = configuration;
  await buildImage(
    pkg,
    {
      repositoryPrefix: options.repositoryPrefix,
      buildArguments,
      platform,
      buildNetwork,
      dryRun: options.dryRun ?? false,
      findSource: (contentTag) =>
        findSource(reuse, () => remotesOf(pkg.name, options), contentTag, say),
      open: sourcesOf(options),
    },
    dockerEngine,
    say,
  );
});
