import type { ToolCase } from '@joblayer/tool-case';
import type { DefinitionDescription, ToolDescription } from '@joblayer/tool-definition';
import type { ToolManifest } from '@joblayer/tool-manifest';
import type { ImageSize } from '@joblayer/tool-package/sizes';
import type { Term } from '../edam/term.ts';

/** All that the pages show. */
export interface Catalogue {
  /** By name. */
  readonly packages: readonly CataloguePackage[];
  /** The version of this project. */
  readonly version: string;
}

export interface CataloguePackage {
  readonly name: string;
  readonly manifest: ToolManifest;
  /** Undefined for an image without a tool, as a base image. */
  readonly description: ToolDescription | undefined;
  readonly definitions: readonly CatalogueDefinition[];
  /** Undefined if the image was never measured. */
  readonly size: ImageSize | undefined;
  readonly tasks: readonly Term[];
}

export interface CatalogueDefinition {
  readonly name: string;
  readonly described: DefinitionDescription;
  /** The image runs it unless the first argument names another one. */
  readonly isDefault: boolean;
  /** Undefined until its author writes one. */
  readonly toolCase: ToolCase | undefined;
  readonly reads: readonly Term[];
  readonly writes: readonly Term[];
}
