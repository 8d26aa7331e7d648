import type { ToolManifest, ToolManifestSource } from './schema.ts';

/**
 * Fills in the optional fields of a bundle's tool manifest. The build has already checked it.
 * Another check would make every job load the schema.
 */
export function withDefaults(source: ToolManifestSource): ToolManifest {
  return {
    ...source,
    revision: source.revision ?? 0,
    alsoContains: source.alsoContains ?? [],
    identifiers: source.identifiers ?? {},
  };
}
