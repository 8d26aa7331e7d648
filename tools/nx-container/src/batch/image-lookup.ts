import type { ImageLookup } from '@joblayer/aws-batch';
import { type ImageOptions, remotesOf } from '../registry/index.ts';

/** Looks for an image of a package in those registries of nx.json that it can be in. */
export const imageLookup =
  (packageName: string, options: ImageOptions): ImageLookup =>
  async (image) => {
    const [name = '', digest = ''] = image.split('@');
    const host = name.slice(0, name.indexOf('/'));
    for (const remote of remotesOf(packageName, options)) {
      // Asks no registry that the image is not in. ECR names its host only when it is asked.
      if (remote.host !== undefined && remote.host !== host) continue;
      const open = await remote.find();
      if (!open) {
        if (name === `${remote.host}/${options.repositoryPrefix}/${packageName}`) return 'absent';
        continue;
      }
      const registry = await open();
      if (registry.image === name) return (await registry.manifest(digest)) ? 'present' : 'absent';
    }
    return undefined;
  };
