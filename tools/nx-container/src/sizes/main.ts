import { workspaceRoot } from '@nx/devkit';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ContainerError } from '../error.ts';
import { remotesOf } from '../executors/remotes.ts';
import { recordedImage } from '../image/built-image.ts';
import { contentTag } from '../image/content-hash.ts';
import { jsonFile } from '../image/json-file.ts';
import { optionsInNxJson } from '../nx-json.ts';
import type { PluginOptions } from '../options.ts';
import { containerPackage } from '../package.ts';
import { say } from '../say.ts';
import { imageSizes, type PushedImage } from './image-sizes.ts';
import { layersOf } from './layers.ts';
import { SIZES_FILE, sizesSchema } from './sizes-file.ts';

/**
 * `npm run sizes`: writes what each image takes, by its manifest in the registry that images are pushed to, into
 * image-sizes.json; `nx sync` after it writes the README's table.
 */
async function main(): Promise<void> {
  const options = optionsInNxJson(workspaceRoot);
  const names = globSync('packages/*/Dockerfile', { cwd: workspaceRoot })
    .map((file) => basename(dirname(file)))
    .toSorted();
  const images = new Map<string, PushedImage>();
  for (const name of names) images.set(name, await pushedImage(name, options));
  await jsonFile(join(workspaceRoot, SIZES_FILE), sizesSchema).write(imageSizes(images));
  say(`${SIZES_FILE}: ${names.length} images`);
}

/** @throws ContainerError `image-not-built`, `image-not-pushed`, and what asking a registry may fail with */
async function pushedImage(name: string, options: PluginOptions): Promise<PushedImage> {
  const pkg = containerPackage(workspaceRoot, `packages/${name}`);
  const { hash, standIn } = await recordedImage(pkg);
  const [remote] = remotesOf(name, options);
  const open = await remote?.find();
  const manifest = await (await open?.())?.manifest(contentTag(hash, standIn));
  if (manifest) return { layers: layersOf(manifest, name), standIn };
  throw new ContainerError({ code: 'image-not-pushed', name, registry: remote?.name });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ContainerError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
