import type { ExportedFile } from '@joblayer/descriptors';
import { type ExportableTool, versionOf } from '../exportable-tool.ts';
import { exportProblem } from '../problems.ts';
import { formatsOf, toolFiles } from '../tool-files.ts';
import type { IndexEntry } from './index-entry.ts';
import { indexFiles } from './index-files.ts';

/**
 * The descriptors of several tools, a folder for each format, with an index for programs and one for people.
 *
 * @param format default: all that the tool's image can be run in
 * @throws ProblemError `export-path-clash`, or one of libs/descriptors
 */
export function treeFiles(tools: readonly ExportableTool[], format?: string): ExportedFile[] {
  const files = new Map<string, { readonly file: ExportedFile; readonly owner: string }>();
  const entries: IndexEntry[] = [];
  for (const tool of tools) {
    const owner = `${tool.name} ${versionOf(tool)}`;
    for (const each of format === undefined ? formatsOf(tool) : [format]) {
      for (const { name: definition, summary } of tool.description.definitions) {
        const made = toolFiles(each, tool, definition).map(({ path, text }) => ({
          ...{ path: `${each}/${path}`, text },
        }));
        for (const file of made) {
          const other = files.get(file.path);
          if (other && other.file.text !== file.text)
            throw exportProblem({
              ...{ code: 'export-path-clash', path: file.path, tools: [other.owner, owner] },
            });
          files.set(file.path, { file, owner });
        }
        const paths = made.map(({ path }) => path);
        entries.push({ tool, definition, summary, format: each, paths });
      }
    }
  }
  return [...[...files.values()].map(({ file }) => file), ...indexFiles(entries)];
}
