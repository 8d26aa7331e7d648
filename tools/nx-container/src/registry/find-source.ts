import { ProblemError } from '@joblayer/problem';
import type { ImageRecord } from '../image/image-record.ts';
import type { PluginOptions } from '../options/plugin-options.ts';
import type { RemoteRepository } from './remote-repository.ts';

/**
 * A registry that holds the content of this tag already, where one is to be asked. Unless it is required, one
 * that cannot be asked (no network, no credentials) is only spoken of: the image is built then.
 */
export async function findSource(
  reuse: PluginOptions['reuse'],
  remotes: () => readonly RemoteRepository[],
  contentTag: string,
  say: (line: string) => void,
): Promise<ImageRecord['source']> {
  if (reuse === 'engine') return undefined;
  for (const remote of remotes()) {
    try {
      const open = await remote.find();
      const image = await (await open?.())?.manifest(contentTag);
      if (image) return { registry: remote.name, digest: image.digest };
    } catch (error) {
      if (!(error instanceof ProblemError) || reuse === 'registry-required') throw error;
      say(`The registry "${remote.name}" was not asked for ${contentTag}: ${error.message}`);
    }
  }
  return undefined;
}
