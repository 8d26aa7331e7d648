import type { ToolManifest, ToolManifestSource } from './schema.ts';

/**
 * The tool manifest as it is in a bundle, with what may be left out filled in. A bundle holds one that was checked
 * when its image was built; checking it again would cost every job the time to load the schema.
 */
export function withDefaults(source: ToolManifestSource): ToolManifest {
  return {
    ...source,
    revision: source.revision ?? 0,
    alsoContains: source.alsoContains ?? [],
    identifiers: source.identifiers ?? {},
  };
}
