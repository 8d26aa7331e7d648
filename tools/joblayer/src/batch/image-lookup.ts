import type { ImageLookup } from '@joblayer/aws-batch';
import { parseImageReference } from '@joblayer/registry';
import { openRegistry, type RegistrySources } from '../registry/open-registry.ts';

/** Looks for an image in its registry by its digest. */
export const imageLookup =
  (sources: RegistrySources): ImageLookup =>
  async (text) => {
    const { registry: host, repository, digest, tag } = parseImageReference(text);
    if (host === undefined) return undefined;
    const registry = await openRegistry(host, sources);
    const manifest = await registry.repository(repository).manifest(digest ?? tag ?? 'latest');
    return manifest ? 'present' : 'absent';
  };
