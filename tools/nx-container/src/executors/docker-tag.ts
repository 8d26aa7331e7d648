import { imageVersion } from '@joblayer/tool-manifest';
import { dockerEngine } from '../engine/engine.ts';
import { builtImage } from '../image/built-image.ts';
import type { PluginOptions } from '../options.ts';
import { readManifest } from '../package.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';

export default executor<PluginOptions>(async (pkg, { repositoryPrefix }) => {
  const { reference } = await builtImage(pkg, dockerEngine);
  const versioned = `${repositoryPrefix}/${pkg.name}:${imageVersion(await readManifest(pkg))}`;
  await dockerEngine.tag(reference, versioned);
  say(`Tagged ${versioned}`);
});
