import type { ExportedFile } from '@joblayer/descriptors';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ExportableTool } from '../exportable-tool.ts';
import { formatsOf, toolFiles } from '../tool-files.ts';
import { DESCRIPTOR_TYPES } from './descriptor-types.ts';

interface VersionFiles {
  /** By the path of the request below the version. */
  readonly responses: readonly { readonly path: string; readonly json: unknown }[];
  /** The descriptors themselves. */
  readonly plain: readonly ExportedFile[];
}

/**
 * What the registry has for one version of a tool: its descriptors, wrapped and plain, and a list of them by type.
 *
 * @param url of the version
 */
export function versionFiles(
  source: ExportableTool,
  definition: string,
  url: string,
): VersionFiles {
  const all = formatsOf(source).map((format) => {
    const type = DESCRIPTOR_TYPES[format];
    // The paths are relative to the main descriptor, and one directory has all of them.
    const files = toolFiles(format, source, definition).map(({ path, text }) => ({
      ...{ path: basename(path), text },
    }));
    const [main] = files;
    if (!main) throw new Error(`${definition} has no descriptor in ${format}.`);
    const plainPath = ({ path }: ExportedFile) => `PLAIN_${type}/descriptor/${path}`;
    const wrapped = (file: ExportedFile) => ({
      content: file.text,
      checksum: [{ type: 'sha-256', checksum: sha256(file.text) }],
      url: `${url}/${plainPath(file)}`,
    });
    const listed = files.map((file) => ({
      path: file.path,
      file_type: typeOf(file, main),
    }));
    return {
      responses: [
        { path: `${type}/descriptor`, json: wrapped(main) },
        ...files.map((file) => ({ path: `${type}/descriptor/${file.path}`, json: wrapped(file) })),
        { path: `${type}/files`, json: listed },
        { path: `${type}/tests`, json: [] },
      ],
      plain: files.map((file) => ({ path: plainPath(file), text: file.text })),
    };
  });
  return {
    responses: all.flatMap(({ responses }) => responses),
    plain: all.flatMap(({ plain }) => plain),
  };
}

/** Files that the descriptor reads are descriptors as well; those for people or engines are not. */
const typeOf = ({ path }: ExportedFile, main: ExportedFile): string => {
  if (path === main.path) return 'PRIMARY_DESCRIPTOR';
  return path.endsWith('.smk') ? 'SECONDARY_DESCRIPTOR' : 'OTHER';
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
