import { imageVersion } from '@joblayer/tool-manifest';
import { dockerEngine } from '../engine/engine.ts';
import { builtImage } from '../image/built-image.ts';
import { readManifest } from '../package.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';
import { type ImageOptions, sourcesOf } from './remotes.ts';

export default executor<ImageOptions>(async (pkg, options) => {
  const versioned = `${options.repositoryPrefix}/${pkg.name}:${imageVersion(await readManifest(pkg))}`;
  if (options.dryRun) return say(`Would tag ${versioned}`);
  const { reference } = await builtImage(pkg, dockerEngine, sourcesOf(options));
  await dockerEngine.tag(reference, versioned);
  say(`Tagged ${versioned}`);
});
