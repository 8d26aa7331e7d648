import type { ToolManifest } from '@joblayer/tool-manifest';
import type * as z from 'zod';
import { describeDefinition, type Describable } from './describe-definition.ts';
import type { toolDescriptionSchema } from './description-schema.ts';

export type ToolDescription = z.output<typeof toolDescriptionSchema>;

/**
 * All definitions of an image, and its tool manifest, as plain data.
 *
 * @param tools the default definition comes first
 */
export const describeTool = (
  tools: readonly [Describable, ...Describable[]],
  toolManifest: ToolManifest,
): ToolDescription => ({
  format: 'joblayer-tool-description',
  version: 1,
  toolManifest: { ...toolManifest },
  definitions: tools.map(describeDefinition),
});
