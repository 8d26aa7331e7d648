import { runLines } from '@joblayer/descriptors';
import {
  type ExportableTool,
  toolFiles,
  treeFiles,
  trsFiles,
  writeExport,
  type WrittenExport,
} from '@joblayer/export';
import { join } from 'node:path';
import { print, say } from '../say.ts';
import type { ToolSources } from '../tool/find-tool.ts';
import { VERSION } from '../version.ts';
import type { ExportRequest } from './export-options.ts';
import { findAll } from './find-all.ts';
import { findExportable } from './find-exportable.ts';

/** Where `python3 -m http.server` and the like serve a tree on one's own machine. */
const DEFAULT_BASE_URL = 'http://localhost:8000';

/**
 * Writes the files of an export. Prints the paths of those that were written, or of the index where they are many.
 *
 * @throws ProblemError
 */
export async function runExport(
  request: ExportRequest,
  sources: ToolSources,
  overwrite: boolean,
): Promise<void> {
  switch (request.kind) {
    case 'tool':
      return exportOne(request, sources, overwrite);
    case 'tree':
      return exportTree(request, sources, overwrite);
    case 'registry':
      return exportRegistry(request, sources, overwrite);
  }
}

type RequestOf<Kind> = Extract<ExportRequest, { readonly kind: Kind }>;

async function exportOne(
  { tool: name, format, out }: RequestOf<'tool'>,
  sources: ToolSources,
  overwrite: boolean,
): Promise<void> {
  const tool = await findExportable(name, sources);
  const written = await writeExport(out, toolFiles(format, tool), { overwrite });
  written.written.forEach((path) => print(join(out, path)));
  sayUnchanged(out, written);
  say(`image: ${tool.image}`);
  sayLocal([tool]);
  for (const line of runLines(format, tool.description, out)) say(`run it: ${line}`);
}

async function exportTree(
  { format, out }: RequestOf<'tree'>,
  sources: ToolSources,
  overwrite: boolean,
): Promise<void> {
  const tools = await findAll(sources, 'newest');
  const written = await writeExport(out, treeFiles(tools, format), { overwrite });
  print(join(out, 'index.json'));
  sayCounts(out, tools, written);
  if (format === undefined && tools.some(({ isLocalImage }) => isLocalImage))
    say('Snakemake runs images of a registry only, so the tools above have no rule for it');
  say(`see which file is for which tool and engine: ${join(out, 'README.md')}`);
}

async function exportRegistry(
  { baseUrl, out }: RequestOf<'registry'>,
  sources: ToolSources,
  overwrite: boolean,
): Promise<void> {
  const tools = await findAll(sources, 'all');
  const options = { baseUrl: baseUrl ?? DEFAULT_BASE_URL, serviceVersion: VERSION };
  const written = await writeExport(out, trsFiles(tools, options), { overwrite });
  print(join(out, 'ga4gh/trs/v2/service-info/index.json'));
  sayCounts(out, tools, written);
  if (baseUrl === undefined)
    say(`its addresses begin with ${DEFAULT_BASE_URL}. Give those of your server with --base-url`);
  say(`serve ${out} with index.json as the index of a directory (nginx: index index.json;)`);
}

function sayCounts(out: string, tools: readonly ExportableTool[], written: WrittenExport): void {
  say(`${out}: ${written.written.length} files of ${tools.length} images`);
  sayUnchanged(out, written);
  sayLocal(tools);
}

function sayUnchanged(out: string, { unchanged }: WrittenExport): void {
  if (unchanged.length > 0) say(`${out}: ${unchanged.length} files had this content already`);
}

/** The images that only this machine can run. */
function sayLocal(tools: readonly ExportableTool[]): void {
  const local = tools.filter(({ isLocalImage }) => isLocalImage);
  if (local.length === 0) return;
  const names = [...new Set(local.map(({ name }) => name))].join(', ');
  say(
    `only the engine of this machine has the images of ${names}, which are named by their IDs. So other machines cannot run these files. Push the images, and export them by their names in the registry`,
  );
}
