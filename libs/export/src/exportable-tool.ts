import type { ToolDescription } from '@joblayer/tool-definition';
import { imageVersion } from '@joblayer/tool-manifest';

/** A tool of which the image is known. */
export interface ExportableTool {
  /** The image's name: `samtools-stats`. */
  readonly name: string;
  readonly description: ToolDescription;
  /** What descriptors call the image: `host/joblayer/samtools-stats@sha256:…`. */
  readonly image: string;
  /** The image is in the engine of this machine alone, so other machines cannot run the descriptors. */
  readonly isLocalImage: boolean;
}

/** As the image's tag states it: `1.21`, or `1.21-r1` if it was rebuilt. */
export const versionOf = ({ description }: ExportableTool): string =>
  imageVersion(description.toolManifest);

/** `sha256:…`; undefined for an image that only the engine of this machine has. */
export const digestOf = ({ image, isLocalImage }: ExportableTool): string | undefined =>
  isLocalImage ? undefined : image.slice(image.indexOf('@') + 1);
