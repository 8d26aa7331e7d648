import { workspaceRoot } from '@nx/devkit';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { command } from '@joblayer/nx-container/command';
import { remotesOf } from '@joblayer/nx-container/registry';
import { recordedImage, contentTag, jsonFile, imageProblem } from '@joblayer/nx-container/image';
import { optionsInNxJson, type PluginOptions } from '@joblayer/nx-container/options';
import { containerPackage } from '@joblayer/nx-container/package';
import { say } from '@joblayer/nx-container/say';
import { nxSync } from '../nx-sync.ts';
import { imageSizes, type PushedImage } from './image-sizes.ts';
import { layersOf } from './layers.ts';
import { SIZES_FILE, sizesSchema } from './sizes-file.ts';

const USAGE = `npm run sizes

Measures the size of each image in the registry that it was pushed to last (nx run-many -t docker-push), writes it into
${SIZES_FILE}, and updates the README's table from that.`;

async function main(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args] });
  const options = optionsInNxJson(workspaceRoot);
  const names = globSync('packages/*/Dockerfile', { cwd: workspaceRoot })
    .map((file) => basename(dirname(file)))
    .toSorted();
  const images = new Map<string, PushedImage>();
  for (const name of names) images.set(name, await pushedImage(name, options));
  await jsonFile(join(workspaceRoot, SIZES_FILE), sizesSchema).write(imageSizes(images));
  say(`${SIZES_FILE}: ${names.length} images`);
  await nxSync(workspaceRoot);
  return 0;
}

/**
 * @throws ProblemError `image-not-built`, `image-not-pushed`, and the problems of a request to the
 * registry
 */
async function pushedImage(name: string, options: PluginOptions): Promise<PushedImage> {
  const pkg = containerPackage(workspaceRoot, `packages/${name}`);
  const { hash, standIn } = await recordedImage(pkg);
  const [remote] = remotesOf(name, options);
  const open = await remote?.find();
  const manifest = await (await open?.())?.manifest(contentTag(hash, standIn));
  if (manifest) return { layers: layersOf(manifest, name), standIn };
  throw imageProblem({ code: 'image-not-pushed', name, registry: remote?.name });
}

await command(USAGE, main);
