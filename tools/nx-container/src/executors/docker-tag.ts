import { imageVersion } from '@joblayer/tool-manifest';
import { dockerEngine } from '../engine/engine.ts';
import { builtImage } from '../image/built-image.ts';
import { versionTagOf } from '../image/stand-in.ts';
import { readManifest } from '../package.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';
import { type ImageOptions, sourcesOf } from '../registry/remotes.ts';

export default executor<ImageOptions>(async (pkg, options) => {
  const image = `${options.repositoryPrefix}/${pkg.name}`;
  const version = imageVersion(await readManifest(pkg));
  if (options.dryRun) return say(`Would tag ${image}:${version}`);
  const { reference, standIn } = await builtImage(pkg, dockerEngine, sourcesOf(options));
  const versioned = `${image}:${versionTagOf(version, standIn)}`;
  await dockerEngine.tag(reference, versioned);
  say(`Tagged ${versioned}`);
});
