import { type ExportedFile, exportTool, type Format, formatNames } from '@joblayer/descriptors';
import type { ExportableTool } from './exportable-tool.ts';

/**
 * The descriptors of one tool in one format.
 *
 * @param definition the name of one definition; default: all of the image
 * @throws ProblemError of libs/descriptors
 */
export const toolFiles = (
  format: string,
  { description, image, isLocalImage }: ExportableTool,
  definition?: string,
): readonly ExportedFile[] =>
  exportTool(format, description, {
    ...{ image, isLocalImage },
    ...(definition !== undefined && { definition }),
  });

/** The formats of a tool. Snakemake runs no image that is only in the engine of this machine. */
export const formatsOf = ({ isLocalImage }: ExportableTool): readonly Format[] =>
  formatNames.filter((format) => !isLocalImage || format !== 'snakemake');
