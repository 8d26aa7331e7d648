import { ProblemError } from '@joblayer/problem';
import type { ImageRecord } from '../image/image-record.ts';
import type { PluginOptions } from '../options/plugin-options.ts';
import type { RemoteRepository } from './remote-repository.ts';

/**
 * A registry that already holds the content of this tag, where the options allow one. A registry
 * that cannot be reached (no network, no credentials) is only reported unless it is required: the
 * image is then built.
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
      say(
        `The registry "${remote.name}" could not be searched for ${contentTag}: ${error.message}`,
      );
    }
  }
  return undefined;
}
